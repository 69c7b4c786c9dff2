import PADVocabulary

extension ImportEngine {
  /// Says what the files are that are no presentations.
  mutating func sortLeftovers() {
    // List files are known by their patterns whether or not they are read later.
    for list in layout.lists {
      for row in 0..<scan.count where fates[row] == .open {
        if matches(list.source.files, row) { fates[row] = .list }
      }
    }
    for row in 0..<scan.count where fates[row] == .open {
      if layout.ignored.contains(where: { matches($0.patterns, row) }) {
        fates[row] = .ignored
      } else if let rule = layout.refused.first(where: { matches($0.patterns, row) }) {
        report(row, .refused, rule.remedy)
      } else if let rule = layout.sideFiles.first(where: { matches($0.patterns, row) }) {
        report(row, .loneSideFile, "\(rule.name): its presentation is not there")
      } else {
        report(row, .unknownName, "")
      }
    }
  }

  private func matches(_ patterns: [PathPattern], _ row: Int) -> Bool {
    scan.paths.withBytes(row) { bytes in
      let inside = bytes.extracting(baseLength(bytes)..<bytes.count)
      var ranges: [Range<Int>] = []
      return patterns.contains { pattern in
        if case .matches = pattern.match(inside, ranges: &ranges) { true } else { false }
      }
    }
  }
}
