#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Imaging
import PADVocabulary
import Statistics
import Subsystems

/// A sequence of 64 × 64 pictures of something like a face before a patterned wall, made by a
/// seeded generator.
struct TinySequence {
  /// Frames a second, and how many there are.
  var rate = 10.0
  var frames = 60
  /// When the eyes are closed, in seconds.
  var closed: [ClosedRange<Double>] = []
  /// Share by which the pulse changes the colour of the skin; 0 for none.
  var pulse = 0.0
  /// How far the head sways, in pixels.
  var sway = 0.0
  /// Whether the wall sways with the head, as it does on a print.
  var isInOnePiece = false
  var seed: UInt64 = 1

  /// Where the face is when it does not sway.
  static let face = FaceBox(x: 16, y: 18, width: 32, height: 40)

  /// All frames.
  func make() -> [Frame] {
    var random = SplitMix64(seed: seed)
    return (0..<frames).map { frame($0, &random) }
  }

  private func frame(_ index: Int, _ random: inout SplitMix64) -> Frame {
    let time = Double(index) / rate
    let dx = sway * sin(2 * .pi * 0.31 * time)
    let dy = 0.6 * sway * sin(2 * .pi * 0.43 * time + 1)
    let beat = pulse * (sin(2 * .pi * 1.3 * time) + 0.3 * sin(2 * .pi * 2.6 * time))
    let isClosed = closed.contains { $0.contains(time) }
    // Numbers one by one and tables of waves: without optimisation that is many times as fast.
    let wall = (isInOnePiece ? (dx, dy) : (0, 0))
    let across = (0..<64).map { sin((Double($0) - wall.0) * 0.6) }
    let down = (0..<64).map { cos((Double($0) - wall.1) * 0.5) }
    let wide = (0..<64).map { sin((Double($0) - wall.0) * 0.3) }
    let long = (0..<64).map { cos(Double($0) - wall.1) }
    let skin = [190 * (1 + 0.33 * beat), 140 * (1 + 0.77 * beat), 115 * (1 + 0.53 * beat)]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 * 64 * 3)
    for row in 0..<64 {
      for column in 0..<64 {
        let (x, y) = (Double(column) - dx, Double(row) - dy)
        let isSkin = inFace(x, y)
        let shade = isSkin ? shade(x, y, isClosed: isClosed) : 0
        let grey =
          isSkin ? 0 : 128 + 50 * across[column] * down[row] + 25 * wide[column] * long[row]
        let noise = random.next()
        for channel in 0..<3 {
          let grain = Double((noise >> (16 * UInt64(channel))) & 0xffff) / 65_536 * 6 - 3
          bytes.append(UInt8((isSkin ? skin[channel] * shade : grey) + grain + 0.5))
        }
      }
    }
    let box = Self.face
    let eye = { (share: Double) in Landmark(x: box.x + share * box.width + dx, y: 34 + dy) }
    return Frame(
      index: index, time: time,
      pixels: PixelBuffer(width: 64, height: 64, channels: .rgb, bytes: bytes),
      faceBox: FaceBox(x: box.x + dx, y: box.y + dy, width: box.width, height: box.height),
      landmarks: [eye(0.25), eye(0.75)])
  }

  private func inFace(_ x: Double, _ y: Double) -> Bool {
    let (across, down) = ((x - 32) / 17, (y - 38) / 22)
    return across * across + down * down < 1
  }

  /// Of both eyes white, iris and white, or a line of lashes; and a mouth.
  private func shade(_ x: Double, _ y: Double, isClosed: Bool) -> Double {
    if abs(x - 32) < 6, abs(y - 52) < 1.5 { return 0.75 }
    let across = min(abs(x - 24), abs(x - 40))
    let down = abs(y - 34)
    if isClosed { return across < 3.5 && abs(y - 35.5) < 0.6 ? 0.7 : 1 }
    guard (across / 4) * (across / 4) + (down / 2.2) * (down / 2.2) < 1 else { return 1 }
    return across < 1.7 ? 0.25 : 1.25
  }

  /// A depth map of a wall with a face, a bent sheet or a mask before it, tilted; values in
  /// millimetres with noise.
  static func depth(
    relief: Double, bend: Double, tilt: Double, side: Int = 64, unit: Double = 1, seed: UInt64 = 3
  ) -> DepthMap {
    var random = SplitMix64(seed: seed)
    let values = (0..<side * side).map { place -> UInt16 in
      let x = (Double(place % side) + 0.5) / Double(side) * 64 - 32
      let y = (Double(place / side) + 0.5) / Double(side) * 64 - 38
      // A plane through (0, 0, 290) as a pinhole camera sees it.
      var distance = 290 / (1 - tilt * x / 60)
      let (across, down) = (x / 17, y / 22)
      distance -= bend * (1 - across * across)
      if across * across + down * down < 1.3 {
        let head = 60 * (1 - 0.5 * across * across - 0.4 * down * down)
        let nose = 25 * exp(-(across * across) / 0.03 - (down - 0.1) * (down - 0.1) / 0.06)
        distance -= relief * (head + nose)
      }
      let grain = Double(random.next() >> 11) / 9_007_199_254_740_992 * 4 - 2
      return UInt16(min(max((distance + grain) * unit, 1), 65_534))
    }
    return DepthMap(width: side, height: side, values: values)
  }
}
