import StructuredText

#if canImport(Darwin)
  import Darwin
#endif

/// The program that is running.
enum OwnProgram {
  /// Its path, links resolved; `nil` where the system does not say.
  static var path: String? {
    #if os(Linux)
      return resolvedPath("/proc/self/exe")
    #else
      var size: UInt32 = 4096
      var text = [CChar](repeating: 0, count: Int(size))
      guard unsafe _NSGetExecutablePath(&text, &size) == 0 else { return nil }
      return text.withUnsafeBufferPointer { text in
        unsafe text.baseAddress.flatMap { unsafe resolvedPath(String(cString: $0)) }
      }
    #endif
  }
}
