internal import CGSL

/// GSL's process-wide state.
enum GSL {
  /// Touch before every first use: GSL's own error handler aborts the process.
  static let isQuiet: Bool = {
    unsafe gsl_set_error_handler_off()
    return true
  }()
}
