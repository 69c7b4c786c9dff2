/// Why a picture could not be drawn.
public struct GnuplotFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of fault it is.
  public enum Code: Sendable, Hashable {
    /// The program is not there.
    case notFound
    /// It is there and does not do what is needed.
    case unusable
    /// It took longer than it may.
    case timeout
    /// It refused a script.
    case failed
  }

  /// What kind of fault it is.
  public var code: Code
  /// What happened, in one sentence without a full stop.
  public var message: String

  /// Makes a fault.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }

  /// What to say where the program is missing.
  static let missing = GnuplotFault(
    .notFound,
    "gnuplot was not found; install it ('apt install gnuplot-nox' or 'brew install gnuplot') and "
      + "make the report again")
}
