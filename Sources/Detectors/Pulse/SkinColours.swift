import Imaging
import PADVocabulary
import Subsystems

/// Mean colours of patches of skin over time: forehead, right cheek, left cheek.
struct SkinColours {
  /// One frame's colours.
  struct Row {
    var time: Double
    /// Mean red, green and blue of each patch, 0…255.
    var patches: [SIMD3<Double>]
  }

  /// Where patches are in a face box, in shares of its width and height. They are as large as eyes,
  /// brows and mouth leave room for: the pulse is a fraction of a grey step, and only many pixels
  /// together show it.
  static let patches: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = [
    (0.20...0.80, 0.10...0.30), (0.10...0.42, 0.45...0.75), (0.58...0.90, 0.45...0.75),
  ]

  /// The constants, for the card.
  static var settings: [CardSetting] {
    zip(["forehead", "right_cheek", "left_cheek"], patches).flatMap { name, patch in
      [
        CardSetting(name + "_left", patch.x.lowerBound),
        CardSetting(name + "_right", patch.x.upperBound),
        CardSetting(name + "_top", patch.y.lowerBound),
        CardSetting(name + "_bottom", patch.y.upperBound),
      ]
    }
  }

  /// The patches of a face, or `nil` when one reaches too far out of the picture.
  static func measure(_ pixels: PixelBuffer, _ face: FaceBox) -> [SIMD3<Double>]? {
    let colours = patches.compactMap { AreaMean.colour(of: pixels, in: face.part($0.x, $0.y)) }
    return colours.count == patches.count ? colours : nil
  }

  /// Rows at even times from the first to the last, between measured ones by straight lines.
  ///
  /// - Parameter rows: at least two, in order of time.
  static func resampled(_ rows: [Row], rate: Double) -> [[SIMD3<Double>]] {
    guard let first = rows.first, let last = rows.last, last.time > first.time, rate > 0 else {
      return []
    }
    // A little more than 0, so that rounding does not lose the last row.
    let count = Int(min((last.time - first.time) * rate + 1e-6, 1e7)) + 1
    var place = 0
    return (0..<count).map { step in
      let time = first.time + Double(step) / rate
      while place < rows.count - 2, rows[place + 1].time < time { place += 1 }
      let (before, after) = (rows[place], rows[place + 1])
      let share = min(max((time - before.time) / (after.time - before.time), 0), 1)
      return zip(before.patches, after.patches).map { $0 + ($1 - $0) * share }
    }
  }
}
