#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Weights that fade a picture out towards its edges, so that its spectrum shows the picture and
/// not the jump from one edge to the other.
public enum Window {
  /// The symmetric Hann window, w(n) = (1 − cos(2πn / (N − 1))) / 2 (Blackman and Tukey, 1958);
  /// 1 for a length of 1, empty for lengths below.
  public static func hann(_ count: Int) -> [Double] {
    guard count > 1 else { return count == 1 ? [1] : [] }
    return (0..<count).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(count - 1)) }
  }

  /// The product of a Hann window across and one down, row by row.
  public static func hann(width: Int, height: Int) -> [Double] {
    let across = hann(width)
    return hann(height).flatMap { weight in across.map { weight * $0 } }
  }
}
