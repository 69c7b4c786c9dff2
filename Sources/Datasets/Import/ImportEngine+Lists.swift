import PADVocabulary
import StructuredText

extension ImportEngine {
  /// Reads the lists: protocols, and what each line says of the file it names.
  mutating func readLists() throws {
    /// What the lists of a rule are there for, as `protocol/partition`.
    var covered: [String: Set<String>] = [:]
    let named = layout.lists.filter { !$0.isForAllProtocols }
    for rule in named { try read(rule, for: nil, covered: &covered) }
    let names = protocols.map(\.name)
    for rule in layout.lists where rule.isForAllProtocols {
      try read(rule, for: names, covered: &covered)
    }
  }

  private mutating func read(
    _ rule: ListRule, for all: [String]?, covered: inout [String: Set<String>]
  ) throws {
    var listed = [Bool](repeating: false, count: list.count)
    var seen: Set<String> = []
    var files = 0
    let others = rule.unless.flatMap { covered[$0] } ?? []
    try forEachListFile(rule.source) { engine, place in
      files += 1
      var values = PartValues(count: engine.layout.names.all.count)
      engine.setParts(of: place, &values)
      let reader = ListReader(format: rule.source.format)
      try reader.read(place.path, values: &values) { line, values in
        if let problem = line.problem {
          engine.reportBadLine(place, line.number, problem)
          return
        }
        do throws(LayoutProblem) {
          let entry = try engine.entry(rule, place, line.number, values)
          for name in all ?? entry.protocols {
            let mark = name + "/" + (entry.partition?.rawValue ?? "")
            seen.insert(mark)
            if others.contains(mark) { continue }
            engine.enter(entry, into: name)
          }
          if let row = entry.presentation { listed[row] = true }
        } catch {
          engine.reportBadLine(place, line.number, error.message)
        }
      }
    }
    covered[rule.name] = seen
    guard files > 0 else { return }
    if rule.isUnverified { rely(on: "the lists '\(rule.name)'") }
    for row in list.indices where !listed[row] {
      let name = layout.presentations[Int(ruleOfPresentation[row].rule)].name
      guard rule.covers.contains(name), list.role(at: row) == .probe else { continue }
      log.add(
        ImportFinding(.unlisted, list.id(at: row).printable, "no list '\(rule.name)' names it"))
    }
  }

  /// What a line says.
  private struct Entry {
    var place: ListPlace
    var line: Int
    /// The presentation it names; `nil` when there is none.
    var presentation: Int?
    var protocols: [String]
    var partition: Partition?
    var fold: String
  }

  private mutating func entry(
    _ rule: ListRule, _ place: ListPlace, _ line: Int, _ values: PartValues
  ) throws(LayoutProblem) -> Entry {
    var text = rule.key.filled(values)
    stripBase(&text)
    let partitionText = try rule.partition?.value(values) ?? ""
    let partition = Partition(alias: partitionText)
    if !partitionText.isEmpty, partition == nil {
      throw LayoutProblem("the partition \(partitionText.shown) is not known")
    }
    let name = try rule.protocolName?.value(values)
    var entry = Entry(
      place: place, line: line, protocols: name.map { [$0] } ?? [],
      partition: partition, fold: try rule.fold?.value(values) ?? "")
    guard let row = presentation(named: text) else {
      let isThere = scan.row(of: text) ?? scan.row(of: baseText + text)
      if isThere == nil { noteMissing(text, "") }
      log.add(
        ImportFinding(
          .lineWithoutFile, place.shown, line: line,
          text.printable + (isThere == nil ? "" : ", which is there and no presentation")))
      return entry
    }
    entry.presentation = row
    try compare(rule, entry, row, values)
    return entry
  }

  private var baseText: String { String(decoding: layout.base, as: UTF8.self) }

  /// The presentation with this id, or whose file has this path.
  private func presentation(named text: String) -> Int? {
    if let row = list.row(of: text) { return row }
    guard let file = scan.row(of: baseText + text) ?? scan.row(of: text) else { return nil }
    let row = presentationOfFile[file]
    return row < 0 ? nil : Int(row)
  }

  /// Compares what a line says with what its file is.
  private mutating func compare(
    _ rule: ListRule, _ entry: Entry, _ row: Int, _ values: PartValues
  ) throws(LayoutProblem) {
    let id = list.id(at: row).printable
    if let label = try rule.label?.value(values) {
      let known = list.presentationClass(at: row).rawValue
      if label != known { contradict(entry, "the line says \(label), \(id) is \(known)") }
    }
    if let partition = entry.partition, let own = list.partition(at: row), own != partition,
      !rule.movesPartitions
    {
      contradict(
        entry, "the line puts \(id) into \(partition.rawValue), its place says \(own.rawValue)")
    }
    for (template, path, what) in [
      (rule.depth, list[row].depth, "depth"), (rule.infrared, list[row].infrared, "infrared"),
    ] {
      guard let template else { continue }
      var said = template.filled(values)
      stripBase(&said)
      let isSame = path.isEmpty || path.utf8.suffix(said.utf8.count).elementsEqual(said.utf8)
      if !isSame { contradict(entry, "the line says the \(what) of \(id) is \(said.shown)") }
    }
  }

  private mutating func contradict(_ entry: Entry, _ words: String) {
    log.add(ImportFinding(.contradiction, entry.place.shown, line: entry.line, words))
  }

  private mutating func enter(_ entry: Entry, into name: String) {
    guard MediaRoot.isName(name) else {
      contradict(entry, "\(name.shown) cannot name a protocol")
      return
    }
    let number: Int
    if let known = protocols.firstIndex(where: { $0.name == name }) {
      number = known
    } else {
      number = protocols.count
      protocols.append((name, ProtocolRows()))
    }
    guard let row = entry.presentation else { return }
    guard let partition = entry.partition ?? list.partition(at: row) else {
      contradict(entry, "nothing says which partition it puts \(list.id(at: row).shown) into")
      return
    }
    let fold = protocols[number].rows.fold(entry.fold)
    protocols[number].rows.append(
      .init(
        fold: fold, presentation: Int32(truncatingIfNeeded: row), partition: partition,
        file: Int32(truncatingIfNeeded: entry.place.row),
        line: Int32(truncatingIfNeeded: entry.line)))
  }
}
