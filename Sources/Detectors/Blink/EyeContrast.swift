import Imaging
import PADVocabulary
import Subsystems

/// Measures how far eyes are open where only their places are known, without lid landmarks.
///
/// Across an open eye lid, white, iris and white follow each other; across a closed one there is
/// skin and a line of lashes. So the measure is how much brightness varies along the rows of a window
/// on the eye, as in the variance projection function (Feng and Yuen, "Variance projection function
/// and its application to eye detection for human face recognition", Pattern Recognition Letters
/// 19(9), 1998), but by second differences: the shading of a turned face has variance, and hardly
/// any second difference. It says nothing by itself, but falls when the eye closes.
enum EyeContrast {
  /// Cells of a window across and down.
  static let columns = 10
  static let rows = 5
  /// Size of a window over the distance between the eyes.
  static let windowWidth = 0.52
  static let windowHeight = 0.26
  /// Eyes nearer to each other show no lids; in pixels.
  static let leastDistance = 12.0
  /// Where eyes are in a face box that comes without them, and how much larger their windows are.
  static let guessedX = 0.27
  static let guessedY = 0.375
  static let guessedGrowth = 1.15

  /// The constants, for the card.
  static var settings: [CardSetting] {
    [
      CardSetting("window_columns", Double(columns)), CardSetting("window_rows", Double(rows)),
      CardSetting("window_width", windowWidth), CardSetting("window_height", windowHeight),
      CardSetting("least_eye_distance", leastDistance),
      CardSetting("guessed_x", guessedX), CardSetting("guessed_y", guessedY),
      CardSetting("guessed_growth", guessedGrowth),
    ]
  }

  /// The windows on both eyes.
  struct Windows {
    var right: FaceBox
    var left: FaceBox
  }

  /// The windows of a frame: around its eyes, or where a face box has them; or why there are none.
  static func windows(of frame: Frame) -> Result<Windows, FaceCrop.NonResponse> {
    if frame.landmarks.count >= 2 {
      let (right, left) = (frame.landmarks[0], frame.landmarks[1])
      let across = left.x - right.x
      let down = left.y - right.y
      let distance = (across * across + down * down).squareRoot()
      guard (leastDistance...FaceArea.longestSide).contains(distance) else {
        return .failure(.init(reason: .refused))
      }
      return .success(around((right.x, right.y), (left.x, left.y), distance))
    }
    return FaceArea.of(frame).flatMap { box in
      let y = box.y + guessedY * box.height
      let distance = (1 - 2 * guessedX) * box.width
      guard distance >= leastDistance else { return .failure(.init(reason: .refused)) }
      return .success(
        around(
          (box.x + guessedX * box.width, y), (box.x + (1 - guessedX) * box.width, y),
          guessedGrowth * distance))
    }
  }

  private static func around(
    _ right: (x: Double, y: Double), _ left: (x: Double, y: Double), _ distance: Double
  ) -> Windows {
    func window(_ eye: (x: Double, y: Double)) -> FaceBox {
      let (width, height) = (windowWidth * distance, windowHeight * distance)
      return FaceBox(x: eye.x - width / 2, y: eye.y - height / 2, width: width, height: height)
    }
    return Windows(right: window(right), left: window(left))
  }

  /// The mean size of second differences along a window's rows over its mean, in the green of a
  /// colour picture; `nil` when the window reaches out of the picture or is black.
  static func measure(_ pixels: PixelBuffer, _ window: FaceBox) -> Double? {
    let (width, height) = (window.width / Double(columns), window.height / Double(rows))
    var differences = 0.0
    var total = 0.0
    for row in 0..<rows {
      var (before, last) = (0.0, 0.0)
      for column in 0..<columns {
        let cell = FaceBox(
          x: window.x + Double(column) * width, y: window.y + Double(row) * height,
          width: width, height: height)
        guard let value = AreaMean.green(of: pixels, in: cell) else { return nil }
        if column >= 2 { differences += abs(value - 2 * last + before) }
        total += value
        (before, last) = (last, value)
      }
    }
    let cells = Double(rows * columns)
    guard total >= cells else { return nil }
    return differences / Double(rows * (columns - 2)) / (total / cells)
  }
}
