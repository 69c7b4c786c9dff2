/// What lies beyond the edges of a picture.
public enum Border: String, Sendable, Hashable, CaseIterable {
  /// The picture in a mirror, without its edge row twice: `dcb|abcd|cba` (OpenCV's
  /// `BORDER_REFLECT_101`).
  case reflect101
  /// The edge row for ever: `aaa|abcd|ddd` (OpenCV's `BORDER_REPLICATE`).
  case replicate

  /// The place within `0..<count` that stands for `index`, which may be anywhere.
  ///
  /// - Precondition: `count` ≥ 1.
  @inlinable
  public func place(of index: Int, within count: Int) -> Int {
    if index >= 0 && index < count { return index }
    switch self {
    case .replicate: return index < 0 ? 0 : count - 1
    case .reflect101:
      guard count > 1 else { return 0 }
      let period = 2 * (count - 1)
      let phase = (index % period + period) % period
      return phase < count ? phase : period - phase
    }
  }

  /// The places of a run of indices.
  func places(from start: Int, count: Int, within size: Int) -> [Int] {
    (start..<(start + count)).map { place(of: $0, within: size) }
  }
}
