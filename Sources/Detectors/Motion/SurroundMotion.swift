import PADVocabulary

/// How far the blocks around a face move along with it.
///
/// A block that moves with the face changes by −∇I · v, where v is the face's move; one that stands
/// still changes by noise. So the regression of its change on −∇I · v is 1 for the first and 0 for
/// the second, and blocks without texture along v have no say.
struct SurroundMotion {
  /// Side of a block in pixels of the small picture.
  static let block = 8
  /// Where no block is looked at, in widths and heights of the face box: the head and its hair, and
  /// everything below the chin, which moves with a living head.
  static let headSides = -0.15...1.15
  static let headTop = -0.4
  static let chin = 0.95
  /// How far from the head blocks are looked at, in widths and heights of the face box.
  static let reachSides = 0.6
  static let reachTop = 0.5
  /// Least mean square of a block's slope along the move, over the mean square of what the move
  /// does not explain: below, the slopes are those of noise, and every block seems to stand still.
  static let leastTexture = 0.5
  /// Largest standard error of a block's gain.
  static let mostError = 0.2
  /// Least mean square of what a move does not explain, in squared grey steps: pictures without any
  /// noise are not trusted further.
  static let leastNoise = 0.05
  /// Blocks of a lower gain stand still, blocks of a higher gain move with the face; those between
  /// show some of both.
  static let gains = 0.3...0.7

  private let columns: Int
  private var blocks: [Block]

  /// The sums of one block.
  private struct Block {
    var count = 0.0
    /// Products of changes and expected changes, squares of either.
    var product = 0.0
    var expected = 0.0
    var changes = 0.0
    /// Squared lengths of moves.
    var moves = 0.0
  }

  /// For small pictures of one size.
  init(width: Int, height: Int) {
    columns = max(width / Self.block, 1)
    blocks = [Block](repeating: Block(), count: columns * max(height / Self.block, 1))
  }

  /// Adds what changed around a face that moved by `move`; gives the mean absolute change of the
  /// blocks, or `nil` when there is no block beside the face.
  mutating func add(
    _ first: LumaGrid, _ second: LumaGrid, face: FaceBox, move: SIMD2<Float>
  ) -> Double? {
    let (a, b) = (first.values.span, second.values.span)
    let width = first.width
    let length = (move * move).sum()
    var total: Float = 0
    var pixels = 0
    for place in blocks.indices {
      let left = place % columns * Self.block
      let top = place / columns * Self.block
      guard isBeside(left, top, face), top + Self.block <= first.height,
        left + Self.block <= width
      else { continue }
      var (product, square, own, count): (Float, Float, Float, Int) = (0, 0, 0, 0)
      for row in max(top, 1)..<min(top + Self.block, first.height - 1) {
        for column in max(left, 1)..<min(left + Self.block, width - 1) {
          let at = row &* width &+ column
          let change = b[at] - a[at]
          let slopeX = a[at &+ 1] - a[at &- 1] + b[at &+ 1] - b[at &- 1]
          let slopeY = a[at &+ width] - a[at &- width] + b[at &+ width] - b[at &- width]
          let hope = -(slopeX * move.x + slopeY * move.y) / 4
          product += change * hope
          square += hope * hope
          own += change * change
          total += abs(change)
          count &+= 1
        }
      }
      pixels += count
      blocks[place].count += Double(count)
      blocks[place].product += Double(product)
      blocks[place].expected += Double(square)
      blocks[place].changes += Double(own)
      blocks[place].moves += Double(length) * Double(count)
    }
    return pixels > 0 ? Double(total) / Double(pixels) : nil
  }

  /// Whether a block lies at the sides of the head or above it, and not far away.
  private func isBeside(_ left: Int, _ top: Int, _ face: FaceBox) -> Bool {
    let side = Double(Self.block)
    let (x, y) = (Double(left), Double(top))
    let head = face.part(Self.headSides, Self.headTop...Self.chin)
    guard y + side <= head.y + head.height, x + side >= head.x - Self.reachSides * face.width,
      x <= head.x + head.width + Self.reachSides * face.width,
      y + side >= head.y - Self.reachTop * face.height
    else { return false }
    return y + side <= head.y || x + side <= head.x || x >= head.x + head.width
  }

  /// Blocks that tell, and how many of them move with the face.
  var tally: (telling: Int, moving: Int) {
    var (telling, moving) = (0, 0)
    for block in blocks where block.count > 0 && block.expected > 0 && block.moves > 0 {
      let gain = block.product / block.expected
      let noise = max(
        (block.changes - gain * block.product) / block.count, Self.leastNoise)
      guard block.expected / block.moves >= Self.leastTexture * noise,
        noise <= Self.mostError * Self.mostError * block.expected
      else { continue }
      if gain < Self.gains.lowerBound { telling += 1 }
      if gain > Self.gains.upperBound {
        telling += 1
        moving += 1
      }
    }
    return (telling, moving)
  }
}
