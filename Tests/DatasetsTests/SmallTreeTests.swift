import Datasets
import PADVocabulary
import Testing

/// Damaged trees of the sets that are too large, or whose names are too many, for whole copies.
@Suite struct SmallTreeTests {
  @Test(arguments: SmallTree.all, [1, 2])
  func `tells exactly what was done to a tree`(tree: SmallTree, seed: UInt64) throws {
    var random = Seeded(state: seed)
    let gone = Set(tree.files.shuffled(using: &random).prefix(17))
    let kept = tree.files.filter { !gone.contains($0) }
    var lists = tree.lists
    var swapped: [(file: String, place: String)] = []
    if tree.swap != .none {
      let lines = try lists.prefix(2).map { list in
        let lines = list.entries.indices.filter { !gone.contains(list.entries[$0].file) }
        return try #require(lines.randomElement(using: &random))
      }
      swapped = zip(lists, lines).map { ($0.entries[$1].file, $0.place($1)) }
      (lists[0].entries[lines[0]], lists[1].entries[lines[1]]) =
        (lists[1].entries[lines[1]], lists[0].entries[lines[0]])
    }
    let folder = try OriginalFolder(
      kept + kept.flatMap { tree.companions[$0, default: []] } + tree.strange,
      texts: Dictionary(uniqueKeysWithValues: lists.map { ($0.path, $0.text) }))
    let found = try folder.imported(tree.layout.layout())

    var linesWithoutFile = lists.flatMap { list in
      list.entries.indices.filter { gone.contains(list.entries[$0].file) }.map { list.place($0) }
    }
    if tree.swap == .leadsNowhere { linesWithoutFile += swapped.map(\.place) }
    #expect(found.summary.presentations == kept.count)
    #expect(found.files(.unknownName) == tree.strange.sorted())
    #expect(found.files(.lineWithoutFile).sorted() == linesWithoutFile.sorted())
    let contradicts = tree.swap == .contradicts || tree.swap == .contradictsAndUnlists
    #expect(Set(found.files(.contradiction)) == Set(contradicts ? swapped.map(\.place) : []))
    let unlists = tree.swap == .contradictsAndUnlists || tree.swap == .leadsNowhere
    #expect(
      Set(found.files(.unlisted).map(name)) == Set(unlists ? swapped.map { name($0.file) } : []))
    if let published = tree.published {
      let all = try #require(found.summary.expectations.first)
      #expect((all.found, all.expected) == (kept.count, published))
    }

    let missing = found.files(.missing).map(name)
    #expect(Set(missing).count == missing.count)
    switch tree.witness {
    case .rule(let count):
      #expect(Set(missing).isSuperset(of: gone.map(name)))
      #expect(Set(missing).isDisjoint(with: kept.map(name)))
      #expect(missing.count == count - kept.count)
    case .lists:
      // Lines that lead nowhere name two files that nobody ever had.
      let strangers = tree.swap == .leadsNowhere ? 2 : 0
      #expect(Set(missing).isSuperset(of: gone.map(name)))
      #expect(missing.count == 17 + strangers)
    case .nobody:
      #expect(missing == [])
    }
    let told: [ImportFinding.Kind] = [
      .missing, .unknownName, .lineWithoutFile, .contradiction, .unlisted,
    ]
    #expect(Set(found.summary.findings.map(\.kind)).isSubset(of: told))
  }

  /// A file by its stem, inside the folder that NUAA's layout begins in.
  private func name(_ path: String) -> String {
    SmallTree.stem(path.hasPrefix("raw/") ? String(path.dropFirst(4)) : path)
  }

  @Test func `CelebA-Spoof's further label files make protocols`() throws {
    func label(_ isSpoof: Int) -> String {
      "\(Array(repeating: 0, count: 40) + [9 * isSpoof, isSpoof, isSpoof, isSpoof])"
    }
    let live = "\"Data/train/1/live/a.png\": " + label(0)
    let spoof = "\"Data/test/2/spoof/b.jpg\": " + label(1)
    let folder = try OriginalFolder(
      ["Data/train/1/live/a.png", "Data/test/2/spoof/b.jpg"],
      texts: [
        "metas/intra_test/train_label.json": "{\(live)}",
        "metas/intra_test/test_label.json": "{\(spoof)}",
        "metas/protocol1/train_label.json": "{\(spoof)}",
        "metas/protocol1/test_label.json": "{\"Data/train/1/live/a.png\": \(label(1))}",
        "metas/protocol2/test_on_low_quality_device/train_label.json": "{\(live)}",
        "metas/protocol2/test_on_low_quality_device/test_label.json": "{\(spoof)}",
      ])
    let found = try folder.imported(ShippedLayout.celebaSpoof.layout())
    let protocols = found.summary.protocols.map { "\($0.name) \($0.rows)" }
    #expect(protocols == ["intra_test 2", "protocol1 2", "protocol2 2"])
    // A protocol may test on what intra_test trains on; it may not call live what is a spoof.
    #expect(found.files(.contradiction) == ["metas/protocol1/test_label.json:1"])
    let first = try Dataset.load(folder: folder.output, protocol: "protocol1").presentations
    #expect(first.first { $0.id == "Data/test/2/spoof/b.jpg" }?.partition == .train)
    let fold = "protocol2/test_on_low_quality_device"
    let second = try Dataset.load(folder: folder.output, protocol: fold).presentations
    #expect(second.first { $0.id == "Data/test/2/spoof/b.jpg" }?.partition == .test)
  }
}
