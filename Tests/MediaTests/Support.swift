import Datasets
import Foundation
import Imaging
import Media
import PADVocabulary
import TestSupport

/// A dataset of one bona fide presentation whose media are at a given path, beside a secret that
/// lies outside.
struct MediaFolder {
  let scratch: Scratch
  var path: String { scratch.path("set") }

  init(media: String = "a.png", columns: String = "", cells: String = "") throws {
    scratch = try Scratch()
    try scratch.write("secret.png", bytes: MediaFolder.png())
    try scratch.write("set/dataset.yaml", "name: n\nversion: v\nsynthetic: true\n")
    try scratch.write(
      "set/manifest.csv",
      "presentation_id,media,label\(columns)\np,\(media),bona_fide\(cells)\n")
  }

  /// A grey ramp as PNG.
  static func png(width: Int = 8, height: Int = 6, from start: UInt8 = 0) -> [UInt8] {
    let bytes = (0..<width * height * 3).map { start &+ UInt8(truncatingIfNeeded: $0) }
    let picture = PixelBuffer(width: width, height: height, channels: .rgb, bytes: bytes)
    return (try? ImageEncoder.png(picture)) ?? []
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try scratch.write("set/" + name, bytes: bytes)
  }

  func load() throws -> Dataset { try Dataset.load(folder: path) }

  func reader(_ settings: MediaSettings = MediaSettings()) throws -> PresentationReader {
    PresentationReader(try MediaOpener(load(), settings: settings))
  }

  /// All frames of the presentation, and what its media are.
  func frames(
    _ settings: MediaSettings = MediaSettings(), scales: [DecodeScale] = [.full],
    upTo limit: Int = .max, wants: (Int) -> Bool = { _ in true }
  ) async throws -> (frames: [PresentationFrame], summary: MediaSummary) {
    let reader = try reader(settings)
    let presentation = try load().presentations[0]
    var frames: [PresentationFrame] = []
    let summary = try await reader.read(presentation, scales: scales, wants: wants) { frame in
      frames.append(frame)
      return frames.count < limit
    }
    return (frames, summary)
  }

  /// The fault that reading the presentation gives.
  func fault(_ settings: MediaSettings = MediaSettings()) async throws -> MediaFault? {
    do {
      _ = try await frames(settings)
      return nil
    } catch let fault as MediaFault {
      return fault
    }
  }
}
