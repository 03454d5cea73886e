#pragma once

#include <httplib.h>

#include <array>

namespace capsule {

/// One accepted socket as the HTTP library reads and writes it. Ours, not the library's, because a fault must be able
/// to end a connection without an answer, which the library's own stream never does.
///
/// Releases of the library differ in which of these functions its base class has, so none is marked override.
class Connection : public httplib::Stream
{
public:
    explicit Connection(socket_t socket);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// From now on nothing is written any more.
    void drop() { m_isDropped = true; }
    bool isDropped() const { return m_isDropped; }
    /// Whether there is something to read, after waiting up to so many milliseconds.
    bool waitForData(int ms) const;

    bool is_readable() const;
    bool is_writable() const;
    bool wait_readable() const { return is_readable(); }
    bool wait_writable() const { return is_writable(); }
    ssize_t read(char *data, size_t size);
    ssize_t write(const char *data, size_t size);
    void get_remote_ip_and_port(std::string &ip, int &port) const;
    void get_local_ip_and_port(std::string &ip, int &port) const;
    socket_t socket() const { return m_socket; }
    time_t duration() const { return 0; }
    using httplib::Stream::write;

private:
    socket_t m_socket;
    bool m_isDropped = false;
    std::array<char, 16384> m_buffer{};
    size_t m_begin = 0;
    size_t m_end = 0;
};

} // namespace capsule
