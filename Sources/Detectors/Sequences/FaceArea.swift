import Imaging
import PADVocabulary
import Subsystems

/// The face of one frame of a sequence, as its box says.
enum FaceArea {
  /// Faces with a shorter side carry too few pixels to judge; in pixels.
  static let smallestSide = 24.0
  /// Faces with a longer side are a mistake of whoever made the box; in pixels.
  static let longestSide = 8192.0
  /// Least share of the box that lies in the picture.
  static let leastInside = 0.5

  /// The constants, for cards.
  static var settings: [CardSetting] {
    [
      CardSetting("smallest_face", smallestSide), CardSetting("largest_face", longestSide),
      CardSetting("face_inside", leastInside),
    ]
  }

  /// The box, or why it cannot be used.
  static func of(_ frame: Frame) -> Result<FaceBox, FaceCrop.NonResponse> {
    guard let box = frame.faceBox else { return .failure(.init(reason: .noFace)) }
    let sides = smallestSide...longestSide
    guard sides.contains(box.width), sides.contains(box.height), abs(box.x) <= 1e6,
      abs(box.y) <= 1e6
    else { return .failure(.init(reason: .refused)) }
    let across = min(box.x + box.width, Double(frame.pixels.width)) - max(box.x, 0)
    let down = min(box.y + box.height, Double(frame.pixels.height)) - max(box.y, 0)
    guard across > 0, down > 0, across * down >= leastInside * box.width * box.height else {
      return .failure(.init(reason: .refused))
    }
    return .success(box)
  }
}

extension FaceBox {
  /// A part of the box, in shares of its width and height from its upper left corner.
  func part(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> FaceBox {
    FaceBox(
      x: self.x + x.lowerBound * width, y: self.y + y.lowerBound * height,
      width: (x.upperBound - x.lowerBound) * width, height: (y.upperBound - y.lowerBound) * height)
  }
}
