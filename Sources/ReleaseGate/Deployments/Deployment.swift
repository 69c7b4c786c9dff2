public import ErrorRates
public import Evidence
public import PADVocabulary

/// A place where a face opens something: who can attack it with what, what its camera sees, and what
/// else stands between an attacker and success.
public struct Deployment: Sendable, Hashable {
  /// Something besides the face that an attacker must overcome.
  public struct Factor: Sendable, Hashable {
    /// What it is, such as `PIN`.
    public var name: String
    /// How it works there; empty for nothing to say.
    public var about: String
    /// The probability that an attacker overcomes it, 0...1: declared, not measured.
    public var compromiseProbability: Double
    /// Where that number comes from.
    public var source: String

    /// The factor as attacker success is computed with.
    public var additional: AdditionalFactor {
      AdditionalFactor(name: name, compromiseProbability: compromiseProbability)
    }
  }

  /// The digest of the file it was read from.
  public var digest: ContentDigest
  /// Its name: a word.
  public var id: String
  /// What it is called.
  public var title: String
  /// What happens there, in a sentence or two.
  public var about: String
  /// Whether a person watches who stands before the camera.
  public var isAttended: Bool
  /// What its camera is, in a few words; empty for nothing to say.
  public var camera: String
  /// What its camera delivers; `picture` always.
  public var delivers: [CameraOutput]
  /// What an attacker can bring there.
  public var species: [SpeciesPattern]
  /// How many attempts somebody has before something else happens.
  public var attempts: Int
  /// What a whole system must keep there.
  public var limits: [DeploymentLimit]
  /// What else an attacker must overcome, or could be made to.
  public var factors: [Factor]

  /// Whether an attacker can bring a species there.
  public func meets(_ species: PAISpecies) -> Bool {
    self.species.contains { $0.matches(species) }
  }
}
