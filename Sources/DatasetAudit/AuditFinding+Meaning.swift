extension AuditFinding.Kind {
  /// What a finding of this kind means for results, in a sentence or two.
  var meaning: String {
    switch self {
    case .contradictoryLabels:
      "The same picture is called bona fide and an attack: one of the labels is wrong, and no "
        + "detector can be right about both."
    case .personLeak:
      "Whoever is in the training or threshold data is no stranger in the test: error rates come "
        + "out too low. Persons count as who stood before the camera and as whose face an attack "
        + "shows."
    case .pictureLeak:
      "A picture that was trained on, or that set the threshold, is tested on."
    case .unreadable:
      "These presentations give no score, whatever the detector."
    case .shortcut:
      "Something other than the face gives the label away, so that a detector can look good for "
        + "the wrong reason."
    case .duplicate:
      "The same picture more than once in one partition: fewer independent trials than rows."
    case .contradictoryPersons:
      "The same picture under several persons: intervals that cluster by person, and the search "
        + "for leaks, go by wrong names."
    case .fileEnding:
      "The file's bytes are of another format than its name says."
    case .labelSuspect:
      "By texture and colour these look like the other label. Wrong labels are here, and so are hard "
        + "cases."
    case .balance:
      "A class is missing or rare where it is needed."
    }
  }
}
