/// Input that cannot be used, with everything that is wrong with it (exit code 65).
public struct InvalidInput: Error, Sendable, Hashable, CustomStringConvertible {
  /// All that was found, in file order; at least one is an error.
  public var diagnostics: [Diagnostic]

  /// Makes the error from what was collected.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// Makes the error from a single diagnostic.
  public init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }

  /// All diagnostics, a line each.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
