/// How a subsystem that is a program of its own is started and shown its pictures.
public struct ProcessTerms: Sendable, Hashable {
  /// How pictures reach the program.
  public enum Delivery: String, Sendable, Hashable, CaseIterable {
    /// As raw bytes beside the request.
    case pixels
    /// As files with neutral names, made for the occasion.
    case file
  }

  /// Where the program is started.
  public enum WorkingFolder: String, Sendable, Hashable, CaseIterable {
    /// In a folder of its own that is deleted afterwards.
    case scratch
    /// In the folder of the card.
    case card
  }

  /// How pictures reach the program.
  public var delivery: Delivery
  /// Where it is started.
  public var workingFolder: WorkingFolder
  /// Names of the variables it gets from padbench's own environment, sorted.
  public private(set) var environment: [String]
  /// How many processes run at most, however many workers there are; changes no outcome.
  public var pool: Int
  /// How many presentations a process may have before it that it has not answered, when there are
  /// as many workers; changes no outcome.
  public var window: Int

  /// The most that `window` can be.
  public static let mostInWindow = 64

  /// Makes terms; by default one process, raw bytes, a scratch folder and no variables.
  public init(
    delivery: Delivery = .pixels, workingFolder: WorkingFolder = .scratch,
    environment: [String] = [], pool: Int = 1, window: Int = 1
  ) {
    self.delivery = delivery
    self.workingFolder = workingFolder
    self.environment = Set(environment).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.pool = max(1, pool)
    self.window = min(max(1, window), Self.mostInWindow)
  }
}
