internal import CPlatform
import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder whose files are opened without ever leaving it.
///
/// The folder is opened once; what it is called afterwards, and what `..` or a symbolic link
/// inside it points to, no longer matters.
final class ContainedFolder: Sendable {
  /// The folder as the user names it.
  let path: String
  private let descriptor: Int32

  /// Opens the folder.
  ///
  /// - Throws: `FileFault` when it is missing, no folder, or may not be opened.
  init(_ path: String) throws(FileFault) {
    self.path = path
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw FileFault(path: path, operation: "open", code: code, message: systemWords(code))
    }
  }

  deinit {
    _ = close(descriptor)
  }

  /// Opens what lies at a path inside the folder; a pipe does not block, a link is not followed.
  ///
  /// - Throws: `MediaFault` with the reason `unreadable`.
  func opened(_ inside: String, media: String) throws(MediaFault) -> Descriptor {
    let opened = unsafe inside.withCString {
      unsafe CPlatform_open_beneath(descriptor, $0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    }
    guard opened >= 0 else { throw Self.refusal(errno, media: media) }
    return Descriptor(opened)
  }

  /// The names in an open folder, in the order of their bytes.
  ///
  /// - Throws: `MediaFault` with the reason `unreadable`, or `too-big` for more than `limit` names.
  static func names(
    in folder: borrowing Descriptor, limit: Int, media: String
  ) throws(MediaFault) -> [String] {
    var length: UInt = 0
    guard let block = unsafe CPlatform_names(folder.number, UInt(limit), &length) else {
      let code = errno
      if code == EOVERFLOW {
        throw MediaFault(
          .tooBig, media: media, "the folder holds more than \(limit) entries",
          remedy: "keep other files out of a folder of frames")
      }
      throw refusal(code, media: media)
    }
    defer { unsafe CPlatform_free(block) }
    let bytes = unsafe UnsafeRawBufferPointer(start: block, count: Int(length))
    return unsafe bytes.split(separator: 0).map { unsafe Array($0) }
      .sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func refusal(_ code: Int32, media: String) -> MediaFault {
    switch code {
    case ELOOP:
      MediaFault(
        .unreadable, media: media, "a symbolic link is on the way, and links are not followed",
        remedy: "put the file itself there, or bind its folder with --root NAME=DIR")
    case EXDEV:
      MediaFault(
        .unreadable, media: media, "the path leads out of its folder",
        remedy: "bind the folder it should come from with --root NAME=DIR")
    case ENXIO:
      MediaFault(.unreadable, media: media, "it is a socket or a device without a driver")
    case ENOENT:
      MediaFault(.unreadable, media: media, "there is no such file")
    case EACCES:
      MediaFault(
        .unreadable, media: media, "permission denied", remedy: "let this user read the file")
    default:
      MediaFault(.unreadable, media: media, systemWords(code))
    }
  }
}
