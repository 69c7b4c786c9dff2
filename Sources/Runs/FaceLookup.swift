import Imaging
import Media
import PADVocabulary
import Subsystems

/// Where the face of a frame is: as the dataset says, or as the run's face finder does.
final class FaceLookup {
  private let searcher: any FaceSearcher
  private let scale: DecodeScale

  /// A detection counts as the dataset's face when they overlap at least so much.
  private static let sameFace = 0.2

  /// Makes a searcher; called once per worker.
  init(_ finder: any FaceFinder) throws(SubsystemFault) {
    searcher = try finder.makeSearcher()
    scale = finder.card.preprocessing.decodeScale
  }

  /// Why nothing more can be asked, once that is so.
  var fault: SubsystemFault? { searcher.fault }

  /// All faces of a frame, the best first, in pixels of the full-size picture.
  func faces(in frame: PresentationFrame) throws(SubsystemFault) -> [SeenFace] {
    guard let pixels = frame.pixels(at: scale) else { return [] }
    let horizontal = Double(frame.originalWidth) / Double(pixels.width)
    let vertical = Double(frame.originalHeight) / Double(pixels.height)
    return try searcher.faces(in: pixels).map { found in
      SeenFace(
        box: found.box.scaled(byX: horizontal, y: vertical),
        landmarks: found.landmarks.map { Landmark(x: $0.x * horizontal, y: $0.y * vertical) })
    }
  }

  /// The dataset's face with the points of the detection that is the same face; as it is where none
  /// is.
  static func face(_ given: SeenFace, withPointsOf found: [SeenFace]) -> SeenFace {
    guard let box = given.box else { return given }
    let shares = found.map { $0.box.map { box.overlap(with: $0) } ?? 0 }
    guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[best] >= sameFace,
      found[best].landmarks.count > given.landmarks.count
    else { return given }
    return SeenFace(box: box, landmarks: found[best].landmarks)
  }
}
