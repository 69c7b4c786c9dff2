/// The video containers that padbench reads, told by their first bytes and never by their name.
///
/// The container is told to ffmpeg: left to guess it would also take playlists, which name other
/// files and addresses.
enum VideoFormat: String, Sendable, Hashable, CaseIterable {
  /// `.mov`, `.mp4`: ISO/IEC 14496-12 and its ancestor.
  case quickTime = "mov"
  /// `.avi`.
  case avi
  /// `.webm`, `.mkv`.
  case matroska

  /// How many first bytes `init(signature:)` looks at.
  static let signatureLength = 12

  /// Tells the container, or `nil` when these bytes begin no video that padbench reads.
  init?(signature bytes: [UInt8]) {
    func has(_ text: String, at offset: Int) -> Bool {
      bytes.dropFirst(offset).starts(with: text.utf8)
    }
    // A QuickTime file may begin with its movie, its media or padding instead of its brand.
    let firstBoxes = ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"]
    if firstBoxes.contains(where: { has($0, at: 4) }) {
      self = .quickTime
    } else if has("RIFF", at: 0), has("AVI ", at: 8) {
      self = .avi
    } else if bytes.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) {
      self = .matroska
    } else {
      return nil
    }
  }

  /// Whether a file's name says that it is a video; for planning only, bytes decide.
  static func isNamed(_ path: String) -> Bool {
    let endings = [".mov", ".mp4", ".m4v", ".avi", ".webm", ".mkv"]
    let folded = path.lowercased()
    return endings.contains { folded.hasSuffix($0) }
  }
}
