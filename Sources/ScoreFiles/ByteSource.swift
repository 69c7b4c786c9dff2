import PADVocabulary
import StructuredText

/// Where the bytes of a score file are: on disk or in memory.
enum ByteSource: Sendable {
  case file(InputFile)
  case memory([UInt8])

  var size: Int {
    switch self {
    case .file(let file): file.size
    case .memory(let bytes): bytes.count
    }
  }

  /// Fills the front of `buffer` with the bytes at `offset`; returns how many there were.
  func read(
    into buffer: inout [UInt8], upTo limit: Int, offset: Int
  ) throws(FileFault) -> Int {
    let wanted = min(limit, buffer.count)
    switch self {
    case .file(let file): return try file.read(into: &buffer, at: 0..<wanted, offset: offset)
    case .memory(let bytes):
      let got = max(0, min(wanted, bytes.count - offset))
      if got > 0 { buffer.replaceSubrange(0..<got, with: bytes[offset..<(offset + got)]) }
      return got
    }
  }
}
