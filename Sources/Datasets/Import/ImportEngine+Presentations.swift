import PADVocabulary
import StructuredText

extension ImportEngine {
  /// Finds the presentations among the files, in the order of their paths.
  mutating func findPresentations() {
    var ranges: [Range<Int>] = []
    for row in 0..<scan.count where fates[row] == .open {
      let path = scan.paths[row]
      let start = scan.paths.withBytes(row) { baseLength($0) }
      let inside = start == 0 ? path : String(decoding: path.utf8.dropFirst(start), as: UTF8.self)
      matchRules(row, inside, isInBase: start > 0, &ranges)
    }
  }

  private mutating func matchRules(
    _ row: Int, _ inside: String, isInBase: Bool, _ ranges: inout [Range<Int>]
  ) {
    let bytes = Array(inside.utf8)
    let slash = bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1
    var problem: (kind: ImportFinding.Kind, detail: String)?
    for (number, rule) in layout.presentations.enumerated() {
      for pattern in rule.patterns {
        let end = pattern.isFolder ? slash + 1 : bytes.count
        switch pattern.match(bytes.span.extracting(0..<end), ranges: &ranges) {
        case .differs: continue
        case .tooManyWays:
          problem = (.unclear, "the name fits the rule \(rule.name.shown) in too many ways")
          continue
        case .matches: break
        }
        let name = pattern.isFolder ? String(decoding: bytes[..<slash], as: UTF8.self) : inside
        if pattern.isFolder, let known = folderPresentations[name] {
          presentationOfFile[row] = Int32(known)
          fates[row] = .imported
          return
        }
        setNames(path: name)
        for (slot, range) in zip(pattern.slots, ranges) { values[slot] = bytes.span.text(range) }
        values[.rule] = rule.name
        do throws(LayoutProblem) {
          for (slot, value) in rule.derived { values[slot] = try value.value(values) }
          if let found = join(rule) {
            problem = (.noTableLine, found)
            continue
          }
          let presentation = try presentation(number, rule, name, isInBase: isInBase)
          add(presentation, rule: number, isInBase: isInBase, row: row)
          if pattern.isFolder { folderPresentations[name] = list.count - 1 }
        } catch {
          report(row, .unclear, error.message)
        }
        return
      }
    }
    if let problem { report(row, problem.kind, problem.detail) }
  }

  /// Takes in what the tables say; returns what is wrong where one says nothing.
  private mutating func join(_ rule: PresentationRule) -> String? {
    for number in rule.joins where !tables[number].join(&values) {
      let declaration = tables[number].declaration
      let key = declaration.keys.map { values[$0].shown }.joined(separator: ", ")
      return "the table '\(declaration.name)' has no line for \(key)"
    }
    return nil
  }

  private mutating func presentation(
    _ number: Int, _ rule: PresentationRule, _ path: String, isInBase: Bool
  ) throws(LayoutProblem) -> Presentation {
    func text(_ field: PresentationRule.Field) throws(LayoutProblem) -> String {
      try rule.values[field]?.value(values) ?? ""
    }
    let label = try text(.label)
    guard let presentationClass = PresentationClass(rawValue: label) else {
      throw LayoutProblem(
        label.isEmpty ? "nothing says whether it is an attack" : "the label \(label.shown) is none")
    }
    values[.label] = label
    var found = Presentation(id: "", media: "", presentationClass: presentationClass)
    let id = try text(.id)
    found.id = rule.values[.id] == nil ? values[.stem] : id
    let isAttack = presentationClass == .attack
    let species = isAttack ? try text(.species) : ""
    if isAttack, species.isEmpty { throw LayoutProblem("an attack whose species cannot be told") }
    if isAttack { found.species = PAISpecies(species) }
    found.paiSeries = isAttack ? try text(.paiSeries) : ""
    found.paiID = isAttack ? try text(.paiID) : ""
    let person = try text(.person)
    found.subjectID = try text(.subjectID)
    found.targetID = try text(.targetID)
    if isAttack, found.targetID.isEmpty { found.targetID = person }
    if !isAttack, found.subjectID.isEmpty { found.subjectID = person }
    let role = try text(.role)
    if !role.isEmpty {
      guard let known = PresentationRole(rawValue: role) else {
        throw LayoutProblem("the role \(role.shown) is neither probe nor reference")
      }
      found.role = known
    }
    let partition = try text(.partition)
    found.partition = Partition(alias: partition)
    if !partition.isEmpty, found.partition == nil {
      throw LayoutProblem("the partition \(partition.shown) is not known")
    }
    found.session = try text(.session)
    found.captureDevice = try text(.captureDevice)
    found.attributes = [String](repeating: "", count: layout.attributeNames.count)
    for (attribute, value) in rule.attributes {
      found.attributes[attribute] = try value.value(values)
    }
    let base = isInBase ? String(decoding: layout.base, as: UTF8.self) : ""
    found.media = layout.root + ":" + base + path
    found.depth = try channel(rule.values[.depth], "depth", of: path, base)
    found.infrared = try channel(rule.values[.infrared], "infrared", of: path, base)
    if !found.depth.isEmpty {
      found.depthUnit = rule.depthUnit
      found.depthMissing = rule.depthMissing
    }
    return found
  }

  /// The reference of a depth or infrared picture, whose file becomes a side file.
  private mutating func channel(
    _ rule: ValueRule?, _ what: String, of path: String, _ base: String
  ) throws(LayoutProblem) -> String {
    guard let inside = try rule?.value(values), !inside.isEmpty else { return "" }
    if let row = scan.row(of: base + inside) {
      if fates[row] == .open || fates[row] == .sideFile {
        fates[row] = .sideFile
        return layout.root + ":" + base + inside
      }
    }
    let rows = scan.rows(inside: base + inside + "/")
    guard !rows.isEmpty else {
      log.add(ImportFinding(.noSideFile, path.printable, "no \(what) at \(inside.shown)"))
      return ""
    }
    for row in rows where fates[row] == .open { fates[row] = .sideFile }
    return layout.root + ":" + base + inside
  }

  private mutating func add(
    _ presentation: Presentation, rule: Int, isInBase: Bool, row: Int
  ) {
    var presentation = presentation
    if list.row(of: presentation.id) != nil { presentation.id = values[.path] }
    if let problem = problem(with: presentation) {
      report(row, .unusableName, problem)
      return
    }
    let number = list.count
    values[.species] = presentation.species?.name ?? ""
    values[.partition] = presentation.partition?.rawValue ?? ""
    values[.subjectID] = presentation.subjectID
    values[.targetID] = presentation.targetID
    values[.session] = presentation.session
    values[.captureDevice] = presentation.captureDevice
    values[.role] = presentation.role.rawValue
    let layoutRule = layout.presentations[rule]
    if layoutRule.isUnverified { rely(on: "the rule '\(layoutRule.name)'") }
    if let faces = layoutRule.faces { claimFaces(faces, number, isInBase, &presentation) }
    list.append(presentation)
    ruleOfPresentation.append((Int16(truncatingIfNeeded: rule), isInBase))
    presentationOfFile[row] = Int32(truncatingIfNeeded: number)
    fates[row] = .imported
    if presentation.role == .probe { assignByRules(number) }
    for (index, rule) in layout.counts.enumerated() where rule.condition.holds(values) {
      countsFound[index] += 1
    }
  }

  private mutating func claimFaces(
    _ rule: FaceTrackRule, _ number: Int, _ isInBase: Bool, _ presentation: inout Presentation
  ) {
    let inside = rule.file.filled(values)
    let base = isInBase ? String(decoding: layout.base, as: UTF8.self) : ""
    guard let row = scan.row(of: base + inside) ?? scan.row(of: inside), fates[row] == .open else {
      return
    }
    fates[row] = .sideFile
    if rule.isUnverified { rely(on: "the form of files such as \(inside.shown)") }
    let file = "frames/" + presentation.id + ".csv"
    guard MediaReference.problem(with: Array(file.utf8)) == nil else { return }
    presentation.framesFile = file
    faceTracks.append((row, file, rule))
  }

  /// Puts a presentation where the layout's protocols say.
  private mutating func assignByRules(_ number: Int) {
    for (index, rule) in layout.protocols.enumerated() {
      for (fold, name) in rule.folds.enumerated() {
        values[.fold] = name
        guard let place = rule.assignments.first(where: { $0.condition.holds(values) }) else {
          continue
        }
        ruleProtocols[index].append(
          .init(
            fold: Int32(fold), presentation: Int32(truncatingIfNeeded: number),
            partition: place.partition))
      }
    }
    values[.fold] = ""
  }

  /// Why a manifest would not take a presentation; `nil` when it would.
  private mutating func problem(with presentation: Presentation) -> String? {
    if let problem = TextProblem.identifier(Array(presentation.id.utf8).span) {
      return "as an id it \(problem); rename the file"
    }
    if list.row(of: presentation.id) != nil { return "another file has the same id" }
    if let species = presentation.species?.name,
      let problem = TextProblem.identifier(Array(species.utf8).span)
    {
      return "the species \(species.shown) \(problem)"
    }
    if !Self.isPlain(presentation.media), pathLooks.seen(presentation.media) != nil {
      return "the name looks as an earlier one and is spelt with other bytes; rename one"
    }
    let texts =
      [
        presentation.id, presentation.paiSeries, presentation.paiID, presentation.subjectID,
        presentation.targetID, presentation.session, presentation.captureDevice,
      ] + presentation.attributes
    for text in texts where !Self.isPlain(text) {
      if let unseen = TextProblem.unseen(text) { return "the text \(text.shown) \(unseen)" }
      if looks.seen(text) != nil {
        return "the text \(text.shown) looks as an earlier one and is spelt with other bytes"
      }
    }
    return nil
  }

  /// Whether a text is printable ASCII.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
  }
}
