internal import CGSL

/// GSL's tables for transforming real sequences of one length; safe because it alone owns them.
@safe final class RealSequenceTransform {
  private let count: Int
  private let table: UnsafeMutablePointer<gsl_fft_real_wavetable>
  private let workspace: UnsafeMutablePointer<gsl_fft_real_workspace>

  /// - Precondition: `count` ≥ 1, and GSL's error handler is off.
  init?(count: Int) {
    guard let table = unsafe gsl_fft_real_wavetable_alloc(count) else { return nil }
    guard let workspace = unsafe gsl_fft_real_workspace_alloc(count) else {
      unsafe gsl_fft_real_wavetable_free(table)
      return nil
    }
    self.count = count
    unsafe self.table = table
    unsafe self.workspace = workspace
  }

  deinit {
    unsafe gsl_fft_real_wavetable_free(table)
    unsafe gsl_fft_real_workspace_free(workspace)
  }

  /// Replaces `count` values from `start` on by their half-complex spectrum.
  func transform(_ values: inout [Double], from start: Int) {
    precondition(start >= 0 && start + count <= values.count)
    unsafe values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      _ = unsafe gsl_fft_real_transform(base + start, 1, count, table, workspace)
    }
  }
}

/// GSL's tables for transforming complex sequences of one length; safe because it alone owns them.
@safe final class ComplexSequenceTransform {
  private let count: Int
  private let table: UnsafeMutablePointer<gsl_fft_complex_wavetable>
  private let workspace: UnsafeMutablePointer<gsl_fft_complex_workspace>

  /// - Precondition: `count` ≥ 1, and GSL's error handler is off.
  init?(count: Int) {
    guard let table = unsafe gsl_fft_complex_wavetable_alloc(count) else { return nil }
    guard let workspace = unsafe gsl_fft_complex_workspace_alloc(count) else {
      unsafe gsl_fft_complex_wavetable_free(table)
      return nil
    }
    self.count = count
    unsafe self.table = table
    unsafe self.workspace = workspace
  }

  deinit {
    unsafe gsl_fft_complex_wavetable_free(table)
    unsafe gsl_fft_complex_workspace_free(workspace)
  }

  /// Replaces the first `count` pairs of real and imaginary parts by their spectrum.
  func transform(_ values: inout [Double]) {
    precondition(2 * count <= values.count)
    unsafe values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      _ = unsafe gsl_fft_complex_forward(base, 1, count, table, workspace)
    }
  }
}
