public import Imaging
public import PADVocabulary

/// Finds faces in a picture.
public protocol FaceFinder: Sendable {
  /// Who this is; its digest is part of a run's identity, because boxes change scores.
  var card: SubsystemCard { get }

  /// Makes a searcher; called once per worker.
  ///
  /// - Throws: `SubsystemFault` when the finder cannot work at all.
  func makeSearcher() throws(SubsystemFault) -> any FaceSearcher

  /// The program or library behind it with its version, for a run's identity; empty when there is
  /// none but padbench itself.
  var runtime: String { get }
}

extension FaceFinder {
  /// Nothing but padbench itself.
  public var runtime: String { "" }
}

/// Finds faces for one worker.
public protocol FaceSearcher: AnyObject {
  /// All faces of a picture, the best first; empty when there is none.
  ///
  /// - Throws: `SubsystemFault` when the finder failed on this picture.
  func faces(in pixels: PixelBuffer) throws(SubsystemFault) -> [FaceDetection]

  /// Why nothing more can be asked, once that is so: the run ends and says it.
  var fault: SubsystemFault? { get }
}

extension FaceSearcher {
  /// Nothing, for finders that cannot break.
  public var fault: SubsystemFault? { nil }
}

/// One face that was found.
public struct FaceDetection: Sendable, Hashable {
  /// Where it is, in pixels of the searched picture.
  public var box: FaceBox
  /// How sure the finder is, 0…1.
  public var confidence: Double
  /// Right eye, left eye, nose, right and left mouth corner, or empty.
  public var landmarks: [Landmark]

  /// Makes a detection.
  public init(box: FaceBox, confidence: Double, landmarks: [Landmark] = []) {
    self.box = box
    self.confidence = confidence
    self.landmarks = landmarks
  }
}
