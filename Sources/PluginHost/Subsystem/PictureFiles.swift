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

/// Pictures as files for plugins that read nothing else: neutral names, no metadata, gone after the
/// answer.
struct PictureFiles {
  private let folder: String
  private let prefix: String
  private var written: [String] = []

  /// Writes into a folder.
  ///
  /// - Parameter prefix: how names begin, where pictures of several presentations lie there at once.
  init(folder: String, prefix: String = "") {
    self.folder = folder
    self.prefix = prefix
  }

  /// Writes a frame's pictures.
  ///
  /// - Throws: `PluginFault` when they cannot be written.
  mutating func store(_ frame: Frame) throws(PluginFault) -> PluginRequest.Place {
    .files(
      picture: try store { () throws(ImageFault) in try ImageEncoder.png(frame.pixels) },
      depth: try frame.depth.map { map throws(PluginFault) in try store(map) },
      infrared: try frame.infrared.map { map throws(PluginFault) in try store(map) })
  }

  /// Writes one picture.
  mutating func store(_ pixels: PixelBuffer) throws(PluginFault) -> PluginRequest.Place {
    .files(
      picture: try store { () throws(ImageFault) in try ImageEncoder.png(pixels) }, depth: nil,
      infrared: nil)
  }

  private mutating func store(_ map: DepthMap) throws(PluginFault) -> String {
    try store { () throws(ImageFault) in try ImageEncoder.png(map) }
  }

  private mutating func store(
    _ encode: () throws(ImageFault) -> [UInt8]
  ) throws(PluginFault) -> String {
    let path = "\(folder)/\(prefix)\(written.count).png"
    let bytes: [UInt8]
    do throws(ImageFault) {
      bytes = try encode()
    } catch {
      throw PluginFault(.failed, "a picture could not be encoded: \(error)")
    }
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw PluginFault(.failed, "a picture could not be written: \(systemWords(errno))")
    }
    written.append(path)
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes[offset...].withUnsafeBytes { rest in
        unsafe Self.put(file, rest)
      }
      if count <= 0 {
        let code = errno
        close(file)
        throw PluginFault(.failed, "a picture could not be written: \(systemWords(code))")
      }
      offset += count
    }
    close(file)
    return path
  }

  private static func put(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    unsafe write(file, bytes.baseAddress, bytes.count)
  }

  /// Deletes what was written.
  mutating func delete() {
    for path in written { unsafe unlink(path) }
    written = []
  }
}
