public import PADVocabulary

extension Presentation {
  /// What this presentation shares with others that are not independent of it; presentations
  /// with equal keys form one cluster of a confidence interval or a bootstrap.
  ///
  /// ISO/IEC 30107-3 tests species by series and subject. A bona fide presentation clusters by its
  /// capture subject; an attack by its PAI series (one medium and method, one source), else by
  /// the person whose face it shows, else by its instrument. Where nothing of this is recorded the
  /// presentation stands alone. Keys of different kinds never meet: each carries its kind.
  public var clusterKey: String {
    if presentationClass == .bonaFide {
      return subjectID.isEmpty ? "presentation:" + id : "subject:" + subjectID
    }
    if !paiSeries.isEmpty { return "series:" + paiSeries }
    if !targetID.isEmpty { return "target:" + targetID }
    if !paiID.isEmpty { return "pai:" + paiID }
    return "presentation:" + id
  }

  /// Everybody whose face may be in the presentation: the capture subject and the target.
  ///
  /// Partitions leak into each other when the union of these, not only the subjects, overlaps.
  public var persons: [String] {
    if subjectID.isEmpty { return targetID.isEmpty ? [] : [targetID] }
    return targetID.isEmpty || targetID == subjectID ? [subjectID] : [subjectID, targetID]
  }
}
