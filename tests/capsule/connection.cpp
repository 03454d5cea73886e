#include "connection.h"

namespace capsule {

namespace {

constexpr int patienceMs = 30'000;

bool waitFor(socket_t socket, bool toWrite, int ms)
{
    fd_set sockets;
    FD_ZERO(&sockets);
    FD_SET(socket, &sockets);
    timeval timeout{};
    timeout.tv_sec = ms / 1000;
    timeout.tv_usec = (ms % 1000) * 1000;
    const int ready
        = select(int(socket) + 1, toWrite ? nullptr : &sockets, toWrite ? &sockets : nullptr, nullptr, &timeout);
    return ready > 0;
}

} // namespace

Connection::Connection(socket_t socket)
    : m_socket(socket)
{
}

Connection::~Connection()
{
#ifdef _WIN32
    shutdown(m_socket, SD_BOTH);
    closesocket(m_socket);
#else
    shutdown(m_socket, SHUT_RDWR);
    ::close(m_socket);
#endif
}

bool Connection::waitForData(int ms) const
{
    return m_begin < m_end || waitFor(m_socket, false, ms);
}

bool Connection::is_readable() const
{
    return waitForData(patienceMs);
}

bool Connection::is_writable() const
{
    return !m_isDropped && waitFor(m_socket, true, patienceMs);
}

ssize_t Connection::read(char *data, size_t size)
{
    if (m_begin == m_end) {
        if (!is_readable())
            return -1;
        const auto got = recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
        if (got <= 0)
            return ssize_t(got);
        m_begin = 0;
        m_end = size_t(got);
    }
    const size_t taken = std::min(size, m_end - m_begin);
    std::copy_n(m_buffer.data() + m_begin, taken, data);
    m_begin += taken;
    return ssize_t(taken);
}

ssize_t Connection::write(const char *data, size_t size)
{
    if (!is_writable())
        return -1;
#ifdef MSG_NOSIGNAL
    constexpr int flags = MSG_NOSIGNAL; // a client that left is no reason to die
#else
    constexpr int flags = 0;
#endif
#ifdef _WIN32
    return ssize_t(send(m_socket, data, int(size), flags));
#else
    return send(m_socket, data, size, flags);
#endif
}

// Who is on the other side never matters here: the door opens to this machine alone.

void Connection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

void Connection::get_local_ip_and_port(std::string &ip, int &port) const
{
    ip = "127.0.0.1";
    port = 0;
}

} // namespace capsule
