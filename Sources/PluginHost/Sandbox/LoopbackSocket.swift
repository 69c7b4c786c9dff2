#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A TCP socket on this machine's own address, for finding out whether a sandbox lets anybody
/// through.
final class LoopbackSocket {
  private let descriptor: Int32

  init() {
    #if canImport(Glibc)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Listens on a free port and names it; `nil` where that cannot be done.
  func listen() -> UInt16? {
    var place = Self.address(port: 0)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafePointer(to: &place) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size) == 0
      }
    }
    guard isBound, Self.listens(descriptor) else { return nil }
    var length = size
    let isNamed = unsafe withUnsafeMutablePointer(to: &place) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length) == 0
      }
    }
    return isNamed ? UInt16(bigEndian: place.sin_port) : nil
  }

  /// Whether somebody on this port takes a call.
  func connects(to port: UInt16) -> Bool {
    var place = Self.address(port: port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafePointer(to: &place) { place in
      unsafe place.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Self.connects(descriptor, $0, size)
      }
    }
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return place
  }
}

/// Calls whose names the methods above have too.
extension LoopbackSocket {
  fileprivate static func listens(_ descriptor: Int32) -> Bool { posixListen(descriptor, 1) == 0 }

  fileprivate static func connects(
    _ descriptor: Int32, _ place: UnsafePointer<sockaddr>, _ size: socklen_t
  ) -> Bool {
    unsafe connect(descriptor, place, size) == 0
  }
}

private func posixListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
  listen(descriptor, backlog)
}
