/// What is wrong with a text of a layout, and what to write instead.
struct LayoutProblem: Error, Sendable, Hashable {
  /// One sentence without a full stop.
  var message: String
  /// What to do about it; may be empty.
  var remedy: String

  init(_ message: String, _ remedy: String = "") {
    self.message = message
    self.remedy = remedy
  }
}
