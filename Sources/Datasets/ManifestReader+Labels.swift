import PADVocabulary
import StructuredText

extension ManifestReader {
  private static let bonaFide = ShortText("bona_fide")
  private static let attack = ShortText("attack")
  private static let probe = ShortText("probe")
  private static let reference = ShortText("reference")
  private static let train = ShortText("train")
  private static let dev = ShortText("dev")
  private static let test = ShortText("test")

  /// A field that may hold one of a few words; `nil` where it is too long for any of them.
  private func short(_ field: Int, _ window: [UInt8]) -> ShortText? {
    ShortText(window.span.extracting(csv.range(field)))
  }

  mutating func readLabel(_ window: [UInt8]) -> PresentationClass? {
    guard let field = header[.label] else { return nil }
    let word = short(field, window)
    if word == Self.bonaFide {
      bonaFideCount += 1
      return .bonaFide
    }
    if word == Self.attack {
      attackCount += 1
      return .attack
    }
    refuseWord(field, "label", PresentationClass.allCases.map(\.rawValue))
    return nil
  }

  mutating func readRole(_ window: [UInt8]) -> PresentationRole {
    guard let field = header[.role] else { return .probe }
    let word = short(field, window)
    if word == Self.probe || word?.isEmpty == true { return .probe }
    if word == Self.reference { return .reference }
    refuseWord(field, "role", PresentationRole.allCases.map(\.rawValue))
    return .probe
  }

  mutating func readPartition(_ window: [UInt8]) -> Partition? {
    guard let field = header[.partition], let word = short(field, window), !word.isEmpty else {
      if let field = header[.partition], !csv.isEmpty(field) { refusePartition(field, in: &csv) }
      return nil
    }
    if word == Self.test { return .test }
    if word == Self.train { return .train }
    if word == Self.dev { return .dev }
    refusePartition(field, in: &csv)
    return nil
  }

  private mutating func refuseWord(_ field: Int, _ what: String, _ known: [String]) {
    let text = csv.string(field)
    let words = TextProblem.unseen(text) ?? TextProblem.mixedScripts(text)
    let list = known.map { "'\($0)'" }.joined(separator: " or ")
    let near = nearestName(to: text, among: known).map { ", did you mean '\($0)'?" } ?? ""
    csv.error(
      field, "the \(what) \(text.shown) " + (words ?? "is not known"),
      remedy: "write \(list)" + near)
  }

  mutating func readSpecies(_ presentationClass: PresentationClass?, _ window: [UInt8]) {
    let field = header[.species]
    let number = field.map { word($0, window) } ?? 0
    switch presentationClass {
    case .attack where number == 0:
      if let field {
        csv.error(
          field, "an attack without its PAI species",
          remedy: "write the species in pai_species, for example 'print' or 'replay/phone'")
      } else if attackCount == 1 {
        csv.diagnostics.error(
          line: csv.line, "the manifest has attacks and lacks the column 'pai_species'",
          remedy: "add it: APCER is reported per species")
      }
    case .bonaFide where number != 0:
      csv.error(
        field ?? 0, "a bona fide presentation with a PAI species",
        remedy: "leave pai_species empty, or label the row 'attack'")
    default: break
    }
    guard number != 0, let field else { return }
    list.set(.species, word: number)
    guard speciesSeen.insert(number).inserted else { return }
    let name = csv.string(field)
    if let problem = csv.withBytes(field, { TextProblem.identifier($0) }) {
      csv.error(field, "the species \(name.shown) \(problem)")
    } else if !speciesNames.isEmpty,
      !speciesNames.contains(where: { $0.utf8.elementsEqual(name.utf8) })
    {
      csv.error(
        field, "the species \(name.shown) is not in the species table of dataset.yaml",
        remedy: remedy(for: name, among: speciesNames))
    }
  }

  mutating func warnAboutClasses() {
    guard !csv.diagnostics.hasErrors else { return }
    if attackCount == 0 {
      csv.diagnostics.warning("there is no attack: APCER will be undefined")
    } else if bonaFideCount == 0 {
      csv.diagnostics.warning("there is no bona fide presentation: BPCER will be undefined")
    }
    if speciesSeen.count == 1, attackCount > 0 {
      csv.diagnostics.warning(
        "all attacks are of one species: nothing is known about any other kind of attack")
    }
  }
}
