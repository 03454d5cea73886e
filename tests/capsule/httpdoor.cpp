#include "httpdoor.h"

#include "connection.h"
#include "control.h"
#include "service.h"

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

// A connection is served by one thread from its first request to its last.
thread_local Connection *currentConnection = nullptr;

Request readRequest(const httplib::Request &sent, const httplib::ContentReader *body)
{
    Request request{QByteArray::fromStdString(sent.method), QByteArray::fromStdString(sent.target), {}, {}, {}};
    for (const auto &[name, value] : sent.headers)
        request.headers.set(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    if (body) {
        (*body)([&](const char *data, size_t size) {
            request.body.append(data, qsizetype(size));
            return true;
        });
    }
    return request;
}

/// Writes half of the body and then fails, upon which the library closes the connection.
bool writeHalf(const QByteArray &body, httplib::DataSink &sink)
{
    sink.write(body.constData(), size_t(body.size()) / 2);
    return false;
}

/// The library's default lets two programs share a port, and each would get some of the requests.
void claimPort(socket_t socket)
{
    const int yes = 1;
#ifdef _WIN32
    constexpr int option = SO_EXCLUSIVEADDRUSE;
#else
    constexpr int option = SO_REUSEADDR; // a restart need not wait for old connections to time out
#endif
    setsockopt(socket, SOL_SOCKET, option, reinterpret_cast<const char *>(&yes), sizeof yes);
}

void writeBody(const Delivery &delivery, httplib::Response &response)
{
    const QByteArray &body = delivery.answer.body;
    if (body.isEmpty())
        return;
    const std::string type = delivery.answer.headers.value("Content-Type").toStdString();
    const auto half = [body](size_t, httplib::DataSink &sink) {
        return writeHalf(body, sink);
    };
    if (delivery.fault == Fault::Kind::CutWithoutLength) {
        response.set_content_provider(type, half);
        response.set_header("Connection", "close");
        return;
    }
    if (delivery.fault == Fault::Kind::CutChunked) {
        response.set_chunked_content_provider(type, half);
        return;
    }
    // A provider rather than set_content(): the library would compress the latter, at several times the cost of
    // everything else.
    const bool isCut = delivery.fault == Fault::Kind::Cut;
    response.set_content_provider(
        size_t(body.size()), type, [body, isCut](size_t offset, size_t length, httplib::DataSink &sink) {
            return isCut ? writeHalf(body, sink) : sink.write(body.constData() + offset, length);
        });
}

} // namespace

/// The HTTP library's server, with connections of ours.
class HttpDoor::Listener : public httplib::Server
{
public:
    explicit Listener(HttpDoor &door)
        : m_door(door)
    {
        const auto plain = [this](const httplib::Request &request, httplib::Response &response) {
            answer(readRequest(request, nullptr), response);
        };
        const auto withBody
            = [this](const httplib::Request &request, httplib::Response &response, const httplib::ContentReader &body) {
                  answer(readRequest(request, &body), response);
              };
        Get(".*", plain);
        Post(".*", withBody);
        Put(".*", withBody);
        Patch(".*", withBody);
        Delete(".*", withBody);
        set_keep_alive_max_count(1'000'000);
        set_tcp_nodelay(true);
        set_socket_options(claimPort);
        new_task_queue = [] {
            return new httplib::ThreadPool(32);
        };
    }

    void run()
    {
        m_thread = std::thread([this] { listen_after_bind(); });
        while (!is_running()) // stop() has no effect before that
            std::this_thread::yield();
    }

    void finish()
    {
        m_isEnding = true;
        stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    /// Waits in slices so that the door can close at any time; false once it does.
    bool pause(int ms) const
    {
        constexpr int slice = 20;
        for (; ms > 0 && !m_isEnding; ms -= slice)
            std::this_thread::sleep_for(std::chrono::milliseconds(std::min(ms, slice)));
        return !m_isEnding;
    }

private:
    bool process_and_close_socket(socket_t socket) override
    {
        Connection connection(socket);
        currentConnection = &connection;
        bool isClosed = false;
        while (!isClosed && !connection.isDropped() && waitForRequest(connection)) {
            if (!serve(connection, isClosed))
                break;
        }
        currentConnection = nullptr;
        return true;
    }

    bool waitForRequest(const Connection &connection) const
    {
        constexpr int slice = 50;
        for (int waited = 0; waited < 60'000 && !m_isEnding; waited += slice) {
            if (connection.waitForData(slice))
                return true;
        }
        return false;
    }

    bool serve(Connection &connection, bool &isClosed) { return serve(*this, connection, isClosed); }

    // Later releases of the library want to be told the addresses.
    template <class Self>
    static bool serve(Self &self, Connection &connection, bool &isClosed)
    {
        const auto prepare = [](httplib::Request &) {
        };
        if constexpr (requires { self.process_request(connection, false, isClosed, prepare); })
            return self.process_request(connection, false, isClosed, prepare);
        else
            return self.process_request(connection, "127.0.0.1", 0, "127.0.0.1", 0, false, isClosed, prepare);
    }

    void answer(const Request &request, httplib::Response &response)
    {
        const Delivery delivery = m_door.carryOut(request);
        const bool isOpen = pause(m_door.m_latency + delivery.delayMs);
        const bool isDropped = delivery.fault == Fault::Kind::DropBefore || delivery.fault == Fault::Kind::DropAfter;
        if (delivery.fault == Fault::Kind::Hang) {
            while (pause(1000) && !hasLeft())
                ;
        }
        if (!isOpen || isDropped || delivery.fault == Fault::Kind::Hang) {
            currentConnection->drop();
            return;
        }
        response.status = delivery.answer.status;
        for (const auto &[name, value] : delivery.answer.headers.fields()) {
            if (name != "Content-Type")
                response.set_header(name.toStdString(), value.toStdString());
        }
        writeBody(delivery, response);
    }

    /// Whether the client closed the connection: there is something to read, and it is the end.
    static bool hasLeft()
    {
        char byte = 0;
        return currentConnection->waitForData(0) && recv(currentConnection->socket(), &byte, 1, MSG_PEEK) == 0;
    }

    HttpDoor &m_door;
    std::atomic<bool> m_isEnding = false;
    std::thread m_thread;
};

HttpDoor::HttpDoor(Service &service, Faults &faults)
    : m_service(service)
    , m_faults(faults)
    , m_listener(std::make_unique<Listener>(*this))
{
}

HttpDoor::~HttpDoor()
{
    m_listener->finish();
}

bool HttpDoor::start(int port)
{
    constexpr auto host = "127.0.0.1";
    if (port == 0)
        m_port = m_listener->bind_to_any_port(host);
    else
        m_port = m_listener->bind_to_port(host, port) ? port : 0;
    if (m_port <= 0)
        return false;
    m_listener->run();
    return true;
}

QString HttpDoor::baseUrl() const
{
    return u"http://127.0.0.1:%1/api/v2"_s.arg(m_port);
}

Delivery HttpDoor::carryOut(Request request)
{
    const std::lock_guard lock(m_mutex);
    request.baseUrl = baseUrl();
    if (request.target.startsWith("/control/"))
        return {control(m_service, m_faults, request), Fault::Kind::None, 0};
    return perform(m_service, m_faults, request);
}

} // namespace capsule
