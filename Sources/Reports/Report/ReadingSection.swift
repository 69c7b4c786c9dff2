import PADVocabulary

extension ReportContent {
  /// What the words mean, in two sentences each.
  mutating func addReading() {
    document.heading(2, "How to read this")
    let items: [Markdown] = [
      """
      **APCER** (attack presentation classification error rate) is the proportion of attack \
      presentations of one species that were accepted as bona fide. The highest one over all \
      species counts, because an attacker chooses the species (ISO/IEC 30107-3).
      """,
      """
      **BPCER** (bona fide presentation classification error rate) is the proportion of bona fide \
      presentations that were rejected as attacks. A detector that rejects everything has APCER 0, \
      so neither figure says anything without the other.
      """,
      """
      **Interval**: were the measurement repeated with other presentations of the same kind, \
      intervals made this way would hold the true rate with the stated confidence. No error in few \
      trials is no proof of none: 0 of 60 still leaves about 6 % possible.
      """,
      """
      **Threshold origin**: a threshold set on dev and used on test says what to expect in use; \
      `fixed` and `card` were given beforehand. One chosen on test (`oracle:test`, also BPCER10, \
      BPCER20, BPCER100 and D-EER) has seen the answers and is optimistic.
      """,
      """
      **Non-responses** are presentations without a score: no face, a damaged picture, a detector \
      that gave up. APNRR and BPNRR count them per class, and the policy says what they do to \
      APCER and BPCER.
      """,
      """
      **D-EER** is the error at which APCER and BPCER are equal, and **BPCER20** is BPCER where \
      every species' APCER is at most 1/20. They compare detectors; nobody runs a detector at \
      them without choosing its threshold first.
      """,
      """
      **Pictures**: a DET shows BPCER against APCER on normal-deviate axes, lower left is better, \
      and rates of 0 % and 100 % stand on its edge. In score histograms blue was decided right and \
      orange wrong; each panel has a scale of its own.
      """,
    ]
    document.list(items + (report.systems.isEmpty ? [] : systemReading))
  }

  /// Everything that differs between two equal runs, between two markers.
  mutating func addTiming() {
    let latencies = report.latencies
    guard !latencies.isEmpty || !report.timing.isEmpty else { return }
    document.marker("timing: begin")
    document.heading(2, "Timing (differs between equal runs)")
    if !latencies.isEmpty {
      var table = MarkdownTable([
        .text("Detector"), .figure("Presentations"), .figure("Mean"), .figure("Median"),
        .figure("90th percentile"), .figure("99th percentile"), .figure("Longest"),
      ])
      for (name, isCold, latency) in latencies {
        let seconds = [
          latency.mean, latency.median, latency.percentile90, latency.percentile99,
          latency.maximum,
        ]
        table.rows.append(
          [isCold ? "\(name), first of a worker" : "\(name)", "\(latency.count)"]
            + seconds.map { Markdown(data: figures.milliseconds($0)) })
      }
      document.table(
        table,
        caption:
          "Time inside the \(report.systems.isEmpty ? "detector" : "detector or matcher") per presentation"
      )
    }
    document.list(report.timing.map { "Measured, \($0.section): \($0.label) \($0.value)" })
    document.marker("timing: end")
  }
}
