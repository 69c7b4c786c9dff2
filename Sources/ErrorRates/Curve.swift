public import PADVocabulary
import Statistics

/// Which attacks a curve is about.
public enum CurveSubject: Sendable, Hashable, CustomStringConvertible {
  /// One species.
  case species(PAISpecies)
  /// At every threshold the species with the highest APCER there.
  case worst
  /// All attacks together.
  case pooled

  /// `worst species`, `all attacks`, or the species' name.
  public var description: String {
    switch self {
    case .species(let species): species.name
    case .worst: "worst species"
    case .pooled: "all attacks"
    }
  }
}

/// The counts at one threshold.
public struct CurvePoint: Sendable, Hashable {
  /// The lowest accepted score; `+infinity` where everything is rejected.
  public var threshold: Double
  /// Attacks accepted as bona fide.
  public var falseAccepts: Int
  /// Attacks they are counted among (for the worst species it may change along the curve).
  public var attacks: Int
  /// Bona fide presentations rejected as attacks.
  public var falseRejects: Int
  /// Bona fide presentations.
  public var bonaFide: Int

  /// Makes a point.
  public init(
    threshold: Double, falseAccepts: Int, attacks: Int, falseRejects: Int, bonaFide: Int
  ) {
    self.threshold = threshold
    self.falseAccepts = falseAccepts
    self.attacks = attacks
    self.falseRejects = falseRejects
    self.bonaFide = bonaFide
  }

  /// APCER here: the abscissa of ROC and DET.
  public var apcer: Double { Double(falseAccepts) / Double(attacks) }
  /// BPCER here: the ordinate of a DET.
  public var bpcer: Double { Double(falseRejects) / Double(bonaFide) }
  /// 1 - BPCER: the ordinate of a ROC.
  public var acceptedBonaFide: Double { Double(bonaFide - falseRejects) / Double(bonaFide) }
  /// The point on normal-deviate (probit) axes; infinite where a rate is 0 or 1.
  public var det: (x: Double, y: Double) {
    (Normal.quantile(apcer), Normal.quantile(bpcer))
  }
}

/// The trade between APCER and BPCER over all thresholds, from the highest threshold (nothing
/// accepted) to the lowest (everything accepted); ROC and DET are two drawings of it.
public struct Curve: Sendable, Hashable {
  /// Which attacks it is about.
  public var subject: CurveSubject
  /// Points from the highest threshold to the lowest; APCER never falls and BPCER never rises.
  public var points: [CurvePoint]
  /// Whether points were left out to keep it small; those kept are exact.
  public var isThinned: Bool

  /// Makes a curve.
  public init(subject: CurveSubject, points: [CurvePoint], isThinned: Bool) {
    self.subject = subject
    self.points = points
    self.isThinned = isThinned
  }
}
