/// The size at which a picture is decoded, as a fraction of its own size.
///
/// A smaller scale is cheaper (JPEG decodes it directly) and gives other pixels, so it is part of
/// a subsystem's preprocessing and of its digest.
public enum DecodeScale: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Every pixel.
  case full = 1
  /// Half the width and height, rounded up.
  case half = 2
  /// A quarter of the width and height, rounded up.
  case quarter = 4
  /// An eighth of the width and height, rounded up.
  case eighth = 8

  /// Orders from the largest picture to the smallest.
  public static func < (left: DecodeScale, right: DecodeScale) -> Bool {
    left.rawValue < right.rawValue
  }
}
