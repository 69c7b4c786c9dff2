#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The elementary functions of the C library, named once so that no other file asks which one it is.
public enum Elementary {
  /// The natural logarithm.
  public static func log(_ x: Double) -> Double { logarithm(x) }
  /// log(1 + x), accurate near 0.
  public static func log1p(_ x: Double) -> Double { logarithmOfOnePlus(x) }
  /// e to the power of x.
  public static func exp(_ x: Double) -> Double { exponential(x) }
  /// e to the power of x, minus 1, accurate near 0.
  public static func expm1(_ x: Double) -> Double { exponentialMinusOne(x) }
  /// x to the power of y.
  public static func power(_ x: Double, _ y: Double) -> Double { raised(x, y) }
}

private func logarithm(_ x: Double) -> Double { log(x) }
private func logarithmOfOnePlus(_ x: Double) -> Double { log1p(x) }
private func exponential(_ x: Double) -> Double { exp(x) }
private func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
private func raised(_ x: Double, _ y: Double) -> Double { pow(x, y) }
