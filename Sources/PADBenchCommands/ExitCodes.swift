import ArgumentParser

/// What the program's exit codes mean; scripts and gates rely on them.
enum ExitCodes {
  /// Wrong use of the command line.
  static let usage = ExitCode(64)
  /// Input data that cannot be used, also "the gate cannot judge".
  static let badData = ExitCode(65)
  /// A fault of padbench itself.
  static let internalFault = ExitCode(70)
  /// A file that could not be opened, read or written.
  static let inputOutput = ExitCode(74)
}
