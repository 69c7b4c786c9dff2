public import PADVocabulary

/// A rectangle of whole pixels; it may lie partly or wholly outside a picture.
public struct PixelRect: Sendable, Hashable {
  /// Column of the left edge.
  public let x: Int
  /// Row of the top edge.
  public let y: Int
  /// Width in pixels, at least 1.
  public let width: Int
  /// Height in pixels, at least 1.
  public let height: Int

  /// The longest side a rectangle may have.
  public static let maxSide = 16_384
  /// The most pixels a rectangle may have: 2²⁶.
  public static let maxArea = 1 << 26

  /// Makes a rectangle, or `nil` when a side is below 1, or the whole so big or so far away that
  /// only a mistake can have made it.
  public init?(x: Int, y: Int, width: Int, height: Int) {
    let reach = -(1 << 30)...(1 << 30)
    let sides = 1...Self.maxSide
    guard reach.contains(x), reach.contains(y), sides.contains(width), sides.contains(height),
      width * height <= Self.maxArea
    else { return nil }
    self.init(checkedX: x, y: y, width: width, height: height)
  }

  /// The pixels nearest to a box: its corner and its size are rounded, halves away from zero.
  ///
  /// `nil` when the box is not finite or not positive, and as in `init(x:y:width:height:)`.
  public init?(_ box: FaceBox) {
    guard let x = Int(exactly: box.x.rounded()), let y = Int(exactly: box.y.rounded()),
      let width = Int(exactly: box.width.rounded()), box.width > 0,
      let height = Int(exactly: box.height.rounded()), box.height > 0
    else { return nil }
    self.init(x: x, y: y, width: max(width, 1), height: max(height, 1))
  }

  /// The whole of a picture.
  init(wholeOf picture: PixelBuffer) {
    self.init(checkedX: 0, y: 0, width: picture.width, height: picture.height)
  }

  private init(checkedX x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The part that lies in a picture, or `nil` when none does.
  public func clamped(to picture: PixelBuffer) -> PixelRect? {
    let left = max(x, 0)
    let top = max(y, 0)
    let right = min(x + width, picture.width)
    let bottom = min(y + height, picture.height)
    guard left < right, top < bottom else { return nil }
    return PixelRect(checkedX: left, y: top, width: right - left, height: bottom - top)
  }

  /// Whether all of it lies in a picture.
  public func isInside(_ picture: PixelBuffer) -> Bool {
    x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height
  }
}
