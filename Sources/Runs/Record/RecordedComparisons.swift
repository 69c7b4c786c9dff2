import Evidence
public import PADVocabulary

/// What matchers made of the claims of a run's presentations.
public struct RecordedComparisons: Sendable {
  /// A person who could be claimed in a partition.
  public struct Reference: Sendable, Hashable {
    /// The person, as they may leave the machine: spelt as subjects and targets of presentations
    /// are.
    public var person: String
    /// The partition.
    public var partition: Partition
  }

  /// What one matcher made of a person's enrolment pictures.
  public struct Enrolment: Sendable, Hashable {
    /// Pictures that gave a template.
    public var templates: Int
    /// Pictures that gave none.
    public var failures: Int
    /// Why the first of those gave none.
    public var reason: NonResponseReason?
  }

  /// What one matcher made of everything.
  public struct OfMatcher: Sendable {
    /// Per reference.
    public var enrolments: [Enrolment]
    /// Per presentation of the run: why there is no template of it (a failure to acquire); `nil`
    /// where there is one.
    public var failures: [NonResponseReason?]
    /// Per presentation, for a person: more about the failure.
    public var messages: [String]
    /// Per presentation: seconds inside the matcher.
    public var seconds: [Float]
    /// Per comparison: the presentation, as its place in the run's presentations.
    public var presentations: [Int32]
    /// Per comparison: the claimed reference.
    public var references: [Int32]
    /// Per comparison: how alike they are, NaN where a template is missing or they could not be
    /// compared.
    public var scores: [Double]
  }

  /// Everybody who could be claimed.
  public var references: [Reference]
  /// The matchers, in the order of the run.
  public var matchers: [OfMatcher]

  /// The digest of everything but times.
  var digest: ContentDigest {
    var hasher = ContentHasher()
    func add(_ text: String) { hasher.update(Array("\(text.utf8.count):\(text)".utf8)) }
    func add(_ number: UInt64) {
      hasher.update((0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) })
    }
    for reference in references {
      add(reference.person)
      add(reference.partition.rawValue)
    }
    for matcher in matchers {
      for enrolment in matcher.enrolments {
        add(UInt64(enrolment.templates))
        add(UInt64(enrolment.failures))
        add(enrolment.reason?.rawValue ?? "")
      }
      for (failure, message) in zip(matcher.failures, matcher.messages) {
        add(failure?.rawValue ?? "")
        add(message)
      }
      for place in matcher.scores.indices {
        let presentation = UInt64(UInt32(bitPattern: matcher.presentations[place]))
        let reference = UInt64(UInt32(bitPattern: matcher.references[place]))
        add(presentation << 32 | reference)
        let score = matcher.scores[place]
        add(score.isNaN ? UInt64.max : score.bitPattern)
      }
    }
    return hasher.finish()
  }
}
