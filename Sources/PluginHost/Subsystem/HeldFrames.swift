import Imaging
import PADVocabulary
import StructuredText
import Subsystems

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Frames that wait for a process, in order: the first ones in memory, the rest's pictures in a
/// nameless file, so that a long sequence takes no more memory than a short one.
final class HeldFrames {
  /// Most bytes of pictures that stay in memory.
  static let bytesInMemory = 64 << 20

  private let limit: Int
  private var frames: [Frame] = []
  private var bytes = 0
  private var written: [Place] = []
  private var file: Int32 = -1
  private var fileSize = 0

  /// Where the picture of a frame is, whose own picture stands for its shape only.
  private struct Place {
    var position: Int
    var offset: Int
    var width: Int
    var height: Int
    var channels: PixelBuffer.Channels
  }

  init(limit: Int = HeldFrames.bytesInMemory) {
    self.limit = limit
  }

  deinit { clear() }

  /// How many frames wait.
  var count: Int { frames.count }

  /// Takes a frame.
  ///
  /// - Throws: `PluginFault` when the file cannot be written.
  func append(_ frame: Frame, scratch: String) throws(PluginFault) {
    let size = frame.pixels.bytes.count
    if bytes + size <= limit {
      bytes += size
      frames.append(frame)
      return
    }
    if file < 0 { file = try Self.namelessFile(in: scratch) }
    var offset = 0
    while offset < size {
      let count = unsafe frame.pixels.bytes[offset...].withUnsafeBytes { rest in
        unsafe pwrite(file, rest.baseAddress, rest.count, off_t(fileSize + offset))
      }
      guard count > 0 else { throw Self.fault(errno) }
      offset += count
    }
    written.append(
      Place(
        position: frames.count, offset: fileSize, width: frame.pixels.width,
        height: frame.pixels.height, channels: frame.pixels.channels))
    fileSize += size
    var shape = frame
    shape.pixels = PixelBuffer(width: 1, height: 1, channels: .grey)
    frames.append(shape)
  }

  /// Hands every frame on in order, one at a time in memory, and forgets them.
  ///
  /// - Throws: `PluginFault` when the file cannot be read, and what `body` throws.
  func drain(_ body: (Frame) throws(PluginFault) -> Void) throws(PluginFault) {
    defer { clear() }
    var places = written[...]
    for (position, held) in frames.enumerated() {
      var frame = held
      if let place = places.first, place.position == position {
        places.removeFirst()
        frame.pixels = try read(place)
      }
      try body(frame)
    }
  }

  /// The frame at a position.
  ///
  /// - Throws: `PluginFault` when the file cannot be read.
  func frame(at position: Int) throws(PluginFault) -> Frame {
    var frame = frames[position]
    if let place = written.first(where: { $0.position == position }) {
      frame.pixels = try read(place)
    }
    return frame
  }

  /// Forgets everything.
  func clear() {
    frames = []
    written = []
    bytes = 0
    fileSize = 0
    if file >= 0 { close(file) }
    file = -1
  }

  private func read(_ place: Place) throws(PluginFault) -> PixelBuffer {
    let size = place.width * place.height * place.channels.rawValue
    var bytes = [UInt8](repeating: 0, count: size)
    var offset = 0
    while offset < size {
      let count = unsafe bytes[offset...].withUnsafeMutableBytes { rest in
        unsafe pread(file, rest.baseAddress, rest.count, off_t(place.offset + offset))
      }
      guard count > 0 else { throw Self.fault(errno) }
      offset += count
    }
    return PixelBuffer(
      width: place.width, height: place.height, channels: place.channels, bytes: bytes)
  }

  private static func namelessFile(in folder: String) throws(PluginFault) -> Int32 {
    var template = Array((folder + "/padbench-frames-XXXXXX").utf8CString)
    let file = unsafe mkstemp(&template)
    guard file >= 0 else { throw fault(errno) }
    _ = unsafe unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func fault(_ code: Int32) -> PluginFault {
    PluginFault(.failed, "frames could not be kept until a process is free: \(systemWords(code))")
  }
}
