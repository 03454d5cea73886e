#pragma once

#include "faults.h"

#include <QString>

#include <memory>
#include <mutex>

namespace capsule {

class Service;

/// The door with sockets: HTTP/1.1 on 127.0.0.1 in threads of its own, with keep-alive and several connections at a
/// time. Requests to /control/ steer the stand-in itself (see control.h).
class HttpDoor
{
public:
    /// Both must outlive the door. From start() on they are used in the door's threads: touch them only in locked().
    HttpDoor(Service &service, Faults &faults);
    /// Ends all connections and waits for the threads.
    ~HttpDoor();
    HttpDoor(const HttpDoor &) = delete;
    HttpDoor &operator=(const HttpDoor &) = delete;

    /// Begins to listen; port 0 takes a free one. False if the port is taken.
    bool start(int port = 0);
    /// "http://127.0.0.1:PORT/api/v2"
    QString baseUrl() const;
    int port() const { return m_port; }
    /// Milliseconds before every answer.
    void setLatency(int ms) { m_latency = ms; }

    /// Calls the function while no request is being carried out, and returns what it returns.
    template <class Function>
    auto locked(Function function)
    {
        const std::lock_guard lock(m_mutex);
        return function();
    }

private:
    class Listener;

    Delivery carryOut(Request request);

    Service &m_service;
    Faults &m_faults;
    std::mutex m_mutex;
    int m_port = 0;
    int m_latency = 0;
    std::unique_ptr<Listener> m_listener;
};

} // namespace capsule
