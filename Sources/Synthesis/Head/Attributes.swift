/// What a subject is labelled with; it drives plausible ranges of the appearance, nothing else.
public struct SubjectAttributes: Sendable, Hashable {
  /// Labelled sex.
  public enum Sex: String, Sendable, Hashable, CaseIterable {
    /// Drawn with the ranges of female faces.
    case female
    /// Drawn with the ranges of male faces.
    case male
  }

  /// Labelled age group.
  public enum AgeGroup: String, Sendable, Hashable, CaseIterable {
    /// About 18 to 35 years.
    case young
    /// About 36 to 59 years.
    case middle
    /// 60 years and more.
    case senior
  }

  /// Labelled sex.
  public var sex: Sex
  /// Labelled age group.
  public var ageGroup: AgeGroup
  /// Skin tone on the six steps of Fitzpatrick's scale, 1 (lightest) to 6.
  public var skinTone: Int

  /// Makes the labels of a subject.
  public init(sex: Sex, ageGroup: AgeGroup, skinTone: Int) {
    self.sex = sex
    self.ageGroup = ageGroup
    self.skinTone = skinTone
  }
}
