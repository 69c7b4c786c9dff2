public import PADVocabulary

/// Collects what is wrong with one input, in the order in which it is found, up to a cap.
///
/// Errors and other diagnostics have a cap each, so that a flood of warnings never hides an error;
/// what is over a cap is counted.
public struct DiagnosticList: Sendable {
  /// How many errors, and how many other diagnostics, are kept.
  public static let standardCap = 50

  /// The file that diagnostics without a file of their own are about.
  public var file: String
  /// How many errors, and how many other diagnostics, this list keeps.
  public let cap: Int
  /// What was kept, in the order in which it was added.
  public private(set) var kept: [Diagnostic] = []
  /// All errors, kept or not.
  public private(set) var errorCount = 0
  /// All warnings and notes, kept or not.
  public private(set) var otherCount = 0

  /// Makes an empty list.
  public init(file: String = "", cap: Int = DiagnosticList.standardCap) {
    self.file = file
    self.cap = max(1, cap)
  }

  /// Whether the input cannot be used.
  public var hasErrors: Bool { errorCount > 0 }

  /// Adds an error.
  public mutating func error(
    line: Int? = nil, column: Int? = nil, _ message: String, remedy: String = ""
  ) {
    add(.init(.error, file: file, line: line, column: column, message, remedy: remedy))
  }

  /// Adds a warning.
  public mutating func warning(
    line: Int? = nil, column: Int? = nil, _ message: String, remedy: String = ""
  ) {
    add(.init(.warning, file: file, line: line, column: column, message, remedy: remedy))
  }

  /// Adds a note.
  public mutating func note(
    line: Int? = nil, column: Int? = nil, _ message: String, remedy: String = ""
  ) {
    add(.init(.note, file: file, line: line, column: column, message, remedy: remedy))
  }

  /// Adds a diagnostic as it is.
  public mutating func add(_ diagnostic: Diagnostic) {
    if diagnostic.severity == .error {
      errorCount += 1
      if errorCount <= cap { kept.append(diagnostic) }
    } else {
      otherCount += 1
      if otherCount <= cap { kept.append(diagnostic) }
    }
  }

  /// Counts errors that nobody is going to see one by one.
  public mutating func countErrors(_ count: Int) {
    errorCount += max(0, count)
  }

  /// Adds everything of another list, its lines moved down by `lines`; what that list counted
  /// without keeping stays counted.
  public mutating func add(_ other: DiagnosticList, movedDownBy lines: Int = 0) {
    let keptErrors = other.kept.count { $0.severity == .error }
    for var diagnostic in other.kept {
      diagnostic.line = diagnostic.line.map { $0 + lines }
      add(diagnostic)
    }
    errorCount += other.errorCount - keptErrors
    otherCount += other.otherCount - (other.kept.count - keptErrors)
  }

  /// Everything that was kept, and at the end how much more there was.
  public var all: [Diagnostic] {
    let keptErrors = kept.count { $0.severity == .error }
    let moreErrors = errorCount - keptErrors
    let moreOthers = otherCount - (kept.count - keptErrors)
    var list = kept
    if moreErrors > 0 {
      list.append(.init(.note, file: file, "\(moreErrors) more errors of this file are not shown"))
    }
    if moreOthers > 0 {
      list.append(
        .init(.note, file: file, "\(moreOthers) more warnings of this file are not shown"))
    }
    return list
  }

  /// Throws everything when there is an error among it.
  public func throwErrors() throws(InvalidInput) {
    if hasErrors { throw InvalidInput(all) }
  }
}
