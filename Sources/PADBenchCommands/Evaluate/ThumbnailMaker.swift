import Imaging
import Media
import PADVocabulary
import Runs

/// Makes small pictures of presentations for a page; they show faces, so only on demand.
struct ThumbnailMaker {
  /// Opens the presentations' files.
  let reader: PresentationReader
  /// Where the presentations are found.
  let selection: RunSelection

  /// The longer side of a thumbnail, in pixels.
  private static let side = 160

  /// Small JPEGs of the first frames, by presentation; what cannot be read has none.
  func pictures(of ids: [String]) async throws -> [String: [UInt8]] {
    let wanted = Set(ids)
    var pictures: [String: [UInt8]] = [:]
    for position in 0..<selection.count {
      let presentation = selection.presentation(at: position)
      guard wanted.contains(presentation.id) else { continue }
      try Task.checkCancellation()
      pictures[presentation.id] = try await picture(of: presentation)
    }
    return pictures
  }

  private func picture(of presentation: Presentation) async throws -> [UInt8]? {
    var bytes: [UInt8]?
    do {
      try await reader.read(presentation, scales: [.quarter, .full], wants: { $0 == 0 }) { frame in
        let quarter = frame.pixels(at: .quarter)
        let isLarge = (quarter.map { max($0.width, $0.height) } ?? 0) >= Self.side
        if let pixels = isLarge ? quarter : frame.pixels(at: .full) {
          bytes = try? ImageEncoder.jpeg(Self.reduced(pixels), quality: 80)
        }
        return false
      }
    } catch is MediaFault {
      return nil
    }
    return bytes
  }

  private static func reduced(_ pixels: PixelBuffer) -> PixelBuffer {
    let longer = max(pixels.width, pixels.height)
    guard longer > side else { return pixels }
    return pixels.resized(
      toWidth: max(1, pixels.width * side / longer),
      height: max(1, pixels.height * side / longer))
  }
}
