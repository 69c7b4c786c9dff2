#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Subsystems

/// Reads requests as padbench writes them: lines, and the bytes that follow some of them.
struct RequestReader {
  /// The most bytes of a line, its end included.
  static let longestLine = 1 << 20

  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0

  /// Reads from an open descriptor, which stays the caller's.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line without its end, or `nil` when there is none.
  mutating func line() throws(SubsystemFault) -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if let stop = buffer[start..<end].firstIndex(of: 0x0a) {
        line.append(contentsOf: buffer[start..<stop])
        start = stop + 1
        guard line.count < Self.longestLine else { break }
        return line
      }
      line.append(contentsOf: buffer[start..<end])
      start = end
      guard line.count < Self.longestLine else { break }
      guard try fill() else {
        if line.isEmpty { return nil }
        throw .host("standard input ended within a line")
      }
    }
    throw .host("a line of more than \(Self.longestLine) bytes")
  }

  /// Fills a block with the bytes that follow a line.
  mutating func read(into block: Block) throws(SubsystemFault) {
    var done = min(block.count, end - start)
    unsafe buffer.withUnsafeBytes { bytes in
      unsafe block.copy(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + done)]))
    }
    start += done
    while done < block.count {
      let count = unsafe bytesRead(descriptor, block.address + done, block.count - done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .host("standard input ended within a picture") }
      done += count
    }
  }

  /// Reads more; false at the end.
  private mutating func fill() throws(SubsystemFault) -> Bool {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe bytesRead(descriptor, bytes.baseAddress, bytes.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .host("standard input cannot be read (error \(errno))") }
      start = 0
      end = count
      return count > 0
    }
  }
}

/// `read(2)`, whose name a method above has too.
private func bytesRead(
  _ descriptor: Int32, _ place: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, place, count)
}
