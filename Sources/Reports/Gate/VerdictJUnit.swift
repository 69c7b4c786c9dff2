import PADVocabulary
import ReleaseGate

/// A verdict as JUnit XML in the form that Jenkins, GitLab and GitHub actions read: a suite per
/// policy, a case per rule and class, and one for the fitness of the evidence, so that a verdict
/// without a case cannot look like a pass.
enum VerdictJUnit {
  private struct Case {
    var element: XMLElement
    var isFailure = false
    var isError = false
    var isSkipped = false
  }

  static func text(_ report: VerdictReport, _ figures: Figures) -> String {
    let words = VerdictWords(report, figures)
    let policy = report.verdict?.policy
    let suite = policy.map { "\($0.id) \($0.version)" } ?? report.policyName
    let prefix = "padbench." + (policy?.id ?? report.policyName)
    let cases = [evidence(report, prefix)] + words.lines.map { self.case($0, prefix) }
    let counts = [
      (name: "tests", value: String(cases.count)),
      (name: "failures", value: String(cases.count { $0.isFailure })),
      (name: "errors", value: String(cases.count { $0.isError })),
    ]
    let properties = [
      (name: "verdict", value: report.status.description),
      (name: "sentence", value: words.sentence),
    ]
    let element = XMLElement(
      "testsuite",
      [(name: "name", value: suite)] + counts + [
        (name: "skipped", value: String(cases.count { $0.isSkipped })),
        (name: "timestamp", value: "\(report.date)T00:00:00"),
      ],
      [
        XMLElement(
          "properties", [],
          (properties + words.provenance).map {
            XMLElement(
              "property", [(name: "name", value: $0.name), (name: "value", value: $0.value)])
          })
      ] + cases.map(\.element))
    return XMLElement(
      "testsuites", [(name: "name", value: "padbench gate")] + counts, [element]
    ).document
  }

  /// Whether the evidence is fit to be judged: always a case.
  private static func evidence(_ report: VerdictReport, _ prefix: String) -> Case {
    var inner: [XMLElement] = []
    if let first = report.faults.first {
      inner.append(
        XMLElement(
          "error",
          [(name: "message", value: first.withoutSeverity), (name: "type", value: "cannot judge")],
          lines: report.faults.map(\.withoutSeverity)))
    } else if report.status == .cannotJudge {
      inner.append(
        XMLElement(
          "error",
          [(name: "message", value: "cannot judge"), (name: "type", value: "cannot judge")]
        ))
    }
    let isError = !inner.isEmpty
    let warnings = report.warnings.filter { $0.severity == .warning }
    if !warnings.isEmpty {
      inner.append(
        XMLElement(
          "system-out", [], lines: ["to be read with it:"] + warnings.map(\.withoutSeverity)))
    }
    let element = XMLElement(
      "testcase",
      [
        (name: "classname", value: prefix + ".evidence"), (name: "name", value: "fit to be judged"),
      ],
      inner)
    return Case(element: element, isError: isError)
  }

  private static func `case`(_ line: VerdictLine, _ prefix: String) -> Case {
    var found = Case(element: XMLElement("testcase"))
    var inner: [XMLElement] = []
    let details = [
      line.requirement, line.clause, line.need, "limit is \(line.ruleStatus)",
    ].filter { !$0.isEmpty }
    if let waiver = line.waiver {
      found.isSkipped = true
      inner.append(
        XMLElement(
          "skipped",
          [
            (
              name: "message",
              value: "\(line.status), waived until \(waiver.expires): \(waiver.reason)"
            )
          ]))
    } else {
      switch line.status {
      case .pass: inner.append(XMLElement("system-out", [], lines: details))
      case .fail:
        found.isFailure = true
        inner.append(problem("failure", "fail", line.shortClause, details))
      case .undecided, .cannotJudge:
        found.isError = true
        let message = line.need.isEmpty ? line.shortClause : line.need
        inner.append(problem("error", line.status.description, message, details))
      }
    }
    found.element.attributes = [
      (name: "classname", value: "\(prefix).\(line.rule)"),
      (name: "name", value: "\(line.rule): \(line.subject)"),
    ]
    found.element.content = .elements(inner)
    return found
  }

  private static func problem(
    _ name: String, _ type: String, _ message: String, _ details: [String]
  ) -> XMLElement {
    XMLElement(
      name, [(name: "message", value: message), (name: "type", value: type)], lines: details)
  }
}
