import Imaging
import PADVocabulary
import Subsystems

/// Keeps one small picture of the surroundings of the face, and sums.
final class MotionObserver: LivenessObserver {
  /// Width of the face in the small picture, in pixels; smaller faces stay as they are.
  static let facePixels = 56.0
  /// The part of the picture that is looked at, in widths and heights of the first frame's face.
  static let viewAcross = -0.8...1.8
  static let viewDown = -0.95...1.05
  /// Frames are compared over at least and at most these times, in seconds.
  static let leastInterval = 0.095
  static let mostInterval = 0.45
  /// Within them, the comparison waits until the face has moved so far, in small pixels.
  static let leastMove: Float = 0.5
  /// Frames a second of a sequence without times; only motion's unit hangs on it.
  static let untimedRate = 30.0

  private struct View {
    let rect: PixelRect
    let pictureWidth: Int
    let pictureHeight: Int
    let width: Int
    let height: Int

    /// A box of the picture in pixels of the small picture.
    func small(_ box: FaceBox) -> FaceBox {
      let (x, y) = (
        Double(width) / Double(rect.width), Double(height) / Double(rect.height)
      )
      return FaceBox(
        x: (box.x - Double(rect.x)) * x, y: (box.y - Double(rect.y)) * y, width: box.width * x,
        height: box.height * y)
    }
  }

  private var record = SequenceRecord()
  private var clock = FrameClock()
  private var view: View?
  private var before: (grid: LumaGrid, time: Double)?
  private var surround = SurroundMotion(width: 1, height: 1)
  private var changes: [SIMD2<Double>] = []
  private var path = 0.0
  private var pairs = 0
  private(set) var cues: [Cue] = []

  func begin() {
    record = SequenceRecord()
    clock = FrameClock()
    view = nil
    before = nil
    changes.removeAll(keepingCapacity: true)
    path = 0
    pairs = 0
    cues = []
  }

  func observe(_ frame: Frame) {
    record.see()
    switch FaceArea.of(frame) {
    case .failure(let fault): record.refuse(fault.reason)
    case .success(let face):
      if view == nil {
        view = Self.view(of: frame.pixels, around: face)
        if let view { surround = SurroundMotion(width: view.width, height: view.height) }
      }
      guard let view, frame.pixels.width == view.pictureWidth,
        frame.pixels.height == view.pictureHeight
      else { return record.refuse(.refused) }
      let time = frame.time ?? Double(frame.index) / Self.untimedRate
      guard let time = clock.accept(time) else { return record.refuse(.missingInput) }
      if let before, time - before.time < Self.leastInterval { return }
      let grid = LumaGrid(
        smoothing: frame.pixels.cropped(
          to: view.rect, resizedToWidth: view.width, height: view.height, by: .area
        ).grey())
      compare(grid, time, view.small(face))
    }
  }

  /// Compares a frame with the one kept, and keeps it instead once enough has happened.
  private func compare(_ grid: LumaGrid, _ time: Double, _ face: FaceBox) {
    guard let before else { return self.before = (grid, time) }
    let seconds = time - before.time
    guard seconds <= 2 * Self.mostInterval else { return self.before = (grid, time) }
    let move = Displacement.of(
      x: face.x, y: face.y, width: face.width, height: face.height, from: before.grid, to: grid)
    if let move, (move * move).sum() < Self.leastMove * Self.leastMove,
      seconds < Self.mostInterval
    {
      return
    }
    self.before = (grid, time)
    guard let move else { return record.refuse(.refused) }
    let around = surround.add(before.grid, grid, face: face, move: move)
    if let around, let own = Self.change(before.grid, grid, in: face),
      changes.count < PulseDetector.mostRows
    {
      changes.append(SIMD2(own, around))
    }
    let width = max(face.width, 1)
    path += Double((move * move).sum()) / (width * width * seconds * seconds)
    pairs += 1
  }

  /// The mean absolute change in a rectangle.
  private static func change(_ first: LumaGrid, _ second: LumaGrid, in box: FaceBox) -> Double? {
    guard
      let rect = InnerRect(x: box.x, y: box.y, width: box.width, height: box.height, in: first)
    else { return nil }
    var sum: Float = 0
    for row in rect.rows {
      for column in rect.columns {
        let at = row * first.width + column
        sum += abs(second.values[at] - first.values[at])
      }
    }
    return Double(sum) / Double(rect.columns.count * rect.rows.count)
  }

  func finish() -> Outcome {
    guard view != nil, pairs > 0 else { return record.nonResponse(hasUsable: view != nil) }
    guard pairs >= MotionDetector.leastPairs, clock.span >= MotionDetector.leastSeconds else {
      return record.nonResponse(hasUsable: true)
    }
    cues = MotionDetector.cues(
      of: .init(
        blocks: surround.tally, correlation: Self.correlation(changes),
        speed: (path / Double(pairs)).squareRoot()))
    return Logistic.outcome(of: cues)
  }

  /// The correlation of pairs of numbers; 0 where one of them does not vary.
  static func correlation(_ pairs: [SIMD2<Double>]) -> Double {
    guard !pairs.isEmpty else { return 0 }
    let mean = pairs.reduce(SIMD2(), +) / Double(pairs.count)
    var squares = SIMD2<Double>()
    var product = 0.0
    for pair in pairs {
      let away = pair - mean
      squares += away * away
      product += away.x * away.y
    }
    let both = (squares.x * squares.y).squareRoot()
    return both > 0 ? product / both : 0
  }

  /// The view of a sequence, fixed by the face of its first frame.
  private static func view(of pixels: PixelBuffer, around face: FaceBox) -> View? {
    guard let rect = PixelRect(face.part(viewAcross, viewDown))?.clamped(to: pixels) else {
      return nil
    }
    let scale = min(facePixels / face.width, 1)
    let small = (Int(Double(rect.width) * scale), Int(Double(rect.height) * scale))
    guard small.0 >= SurroundMotion.block, small.1 >= SurroundMotion.block else { return nil }
    return View(
      rect: rect, pictureWidth: pixels.width, pictureHeight: pixels.height, width: small.0,
      height: small.1)
  }
}
