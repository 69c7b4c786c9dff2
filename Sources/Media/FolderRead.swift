import Datasets
import Evidence
import Imaging
import PADVocabulary

/// Reads a folder of numbered frames, one picture in memory at a time.
struct FolderRead {
  let reader: PresentationReader
  let presentation: Presentation
  let reference: MediaReference
  let table: FrameTable
  let scales: [DecodeScale]

  func read(
    _ folder: borrowing Descriptor, wants: (Int) -> Bool, sides: inout ContentHasher,
    _ body: (PresentationFrame) async throws -> Bool
  ) async throws -> (frames: Int, digest: ContentDigest) {
    let frames = try numbers(in: folder, media: reference.text)
    let depth = try companion(presentation.depth, "depth", &sides)
    let infrared = try companion(presentation.infrared, "infrared", &sides)
    var hasher = ContentHasher()
    var count = 0
    for (index, entry) in frames.entries.enumerated() {
      var inside = reference
      inside.path += "/" + entry.name
      let file = try reader.opener.file(try reader.opener.open(inside), inside)
      hasher.update(Array("\(entry.name)\0\(file.digest)\n".utf8))
      count += 1
      guard wants(index) else { continue }
      var frame = try reader.decode(file, scales: scales)
      frame.index = index
      frame.file = inside.text
      let row = table[entry.number]
      frame.time = row.time ?? time(of: entry, after: frames.entries[0])
      frame.faceBox = row.faceBox ?? presentation.faceBox
      frame.eyes = row.eyes
      frame.depth = try depth.map(at: entry.number, reader, "depth", &sides)
      frame.infrared = try infrared.map(at: entry.number, reader, "infrared", &sides)
      guard try await body(frame) else { break }
    }
    return (count, hasher.finish())
  }

  /// Seconds by the frames' numbers, so that a frame that is missing leaves its gap.
  private func time(of entry: FrameNumbers.Entry, after first: FrameNumbers.Entry) -> Double? {
    presentation.frameRate.map { (Double(entry.number) - Double(first.number)) / $0 }
  }

  private func numbers(
    in folder: borrowing Descriptor, media: String
  ) throws(MediaFault) -> FrameNumbers {
    // Twice the frames, for the other files that lie about in such folders.
    let limit = reader.opener.settings.maxFrames
    let names = try ContainedFolder.names(in: folder, limit: 2 * limit, media: media)
    let frames = try FrameNumbers(names, media: media)
    guard frames.entries.count <= limit else {
      throw MediaFault(.tooBig, media: media, "the folder holds more than \(limit) frames")
    }
    return frames
  }

  /// Depth or infrared beside the frames: nothing, one picture for all, or a folder of its own.
  private func companion(
    _ media: String, _ role: String, _ sides: inout ContentHasher
  ) throws(MediaFault) -> Companion {
    if media.isEmpty { return .none }
    let reference = try reader.opener.reference(media)
    let file = try reader.opener.open(reference)
    guard let info = file.status(), info.isFolder else {
      return .one(try reader.map(try reader.opener.file(file, reference), role, &sides))
    }
    let frames = try numbers(in: file, media: media)
    let names = Dictionary(
      frames.entries.map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    return .folder(reference, names)
  }

  private enum Companion {
    case none
    case one(DepthMap?)
    case folder(MediaReference, [Int: String])

    /// The map of the frame of this number; `nil` where there is none.
    func map(
      at number: Int, _ reader: PresentationReader, _ role: String, _ sides: inout ContentHasher
    ) throws(MediaFault) -> DepthMap? {
      switch self {
      case .none: return nil
      case .one(let map): return map
      case .folder(var reference, let names):
        guard let name = names[number] else { return nil }
        reference.path += "/" + name
        let file = try reader.opener.file(try reader.opener.open(reference), reference)
        return try reader.map(file, role, &sides)
      }
    }
  }
}
