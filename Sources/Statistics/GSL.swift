internal import CGSL

/// The border to the GNU Scientific Library.
enum GSL {
  /// Touched before every call: GSL's own error handler ends the process, so it is put away once.
  /// Functions then answer NaN, which callers look for.
  static let isQuiet: Bool = {
    _ = unsafe gsl_set_error_handler_off()
    return true
  }()

  /// Regularised incomplete beta function I_x(a, b), NaN where GSL fails.
  static func betaCDF(_ x: Double, _ a: Double, _ b: Double) -> Double {
    _ = isQuiet
    return gsl_cdf_beta_P(x, a, b)
  }

  /// 1 - I_x(a, b), NaN where GSL fails.
  static func betaUpperTail(_ x: Double, _ a: Double, _ b: Double) -> Double {
    _ = isQuiet
    return gsl_cdf_beta_Q(x, a, b)
  }

  /// log B(a, b) for positive a and b.
  static func logBeta(_ a: Double, _ b: Double) -> Double {
    _ = isQuiet
    return gsl_sf_lnbeta(a, b)
  }

  /// The inverse of the standard normal distribution function.
  static func normalQuantile(_ p: Double) -> Double {
    _ = isQuiet
    return gsl_cdf_ugaussian_Pinv(p)
  }

  /// The upper tail of the standard normal distribution.
  static func normalUpperTail(_ x: Double) -> Double {
    _ = isQuiet
    return gsl_cdf_ugaussian_Q(x)
  }
}
