import PADVocabulary
import StructuredText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ContainedFolder {
  /// All bytes of a regular file inside the folder, read once.
  ///
  /// - Throws: `MediaFault`: `unreadable`, or `too-big` above `limit` bytes.
  func bytes(of inside: String, media: String, limit: Int) throws(MediaFault) -> [UInt8] {
    let file = try opened(inside, media: media)
    return try Self.bytes(of: file, media: media, limit: limit)
  }

  /// All bytes of an open regular file.
  ///
  /// The size is looked at first and again while reading, because a file can grow meanwhile.
  static func bytes(
    of file: borrowing Descriptor, media: String, limit: Int
  ) throws(MediaFault) -> [UInt8] {
    guard let info = file.status() else {
      throw MediaFault(.unreadable, media: media, systemWords(errno))
    }
    if let kind = info.strangeKind {
      throw MediaFault(
        .unreadable, media: media, "it is \(kind), not a file",
        remedy: "name a picture, a video, or a folder of numbered frames")
    }
    let size = info.byteCount
    guard size <= limit else { throw tooBig(media: media, limit: limit) }
    // One byte more than announced, so that a file of the announced size ends with one read of 0.
    var capacity = min(size, limit) + 1
    var bytes: [UInt8] = []
    while true {
      var failure: Int32 = 0
      var ended = false
      let number = file.number
      let more = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < buffer.count {
          let room = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
          let got = unsafe read(number, room.baseAddress, room.count)
          if got > 0 {
            count += got
          } else if got == 0 {
            ended = true
            return
          } else if errno != EINTR {
            failure = errno
            return
          }
        }
      }
      if failure != 0 {
        throw MediaFault(.unreadable, media: media, systemWords(failure))
      }
      bytes = bytes.isEmpty ? more : bytes + more
      guard bytes.count <= limit else { throw tooBig(media: media, limit: limit) }
      if ended { return bytes }
      capacity = min(max(capacity, 1 << 16), limit + 1 - bytes.count)
    }
  }

  private static func tooBig(media: String, limit: Int) -> MediaFault {
    MediaFault(
      .tooBig, media: media, "the file is over the limit of \(limit) bytes",
      remedy: "raise --max-file-size if the file is what it should be")
  }
}
