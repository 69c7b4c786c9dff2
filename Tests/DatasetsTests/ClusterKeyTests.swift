import Datasets
import PADVocabulary
import Testing

@Suite struct ClusterKeyTests {
  private func attack(series: String = "", target: String = "", pai: String = "") -> Presentation {
    Presentation(
      id: "x", media: "x.png", presentationClass: .attack, species: PAISpecies("print"),
      paiSeries: series, paiID: pai, subjectID: "s", targetID: target)
  }

  @Test func `an attack clusters by series, else target, else instrument`() {
    #expect(attack(series: "a", target: "b", pai: "c").clusterKey == "series:a")
    #expect(attack(target: "b", pai: "c").clusterKey == "target:b")
    #expect(attack(pai: "c").clusterKey == "pai:c")
    #expect(attack().clusterKey == "presentation:x")
  }

  @Test func `a bona fide presentation clusters by its subject`() {
    var presentation = Presentation(id: "p", media: "p.png", presentationClass: .bonaFide)
    #expect(presentation.clusterKey == "presentation:p")
    presentation.subjectID = "s"
    presentation.paiSeries = "ignored"
    #expect(presentation.clusterKey == "subject:s")
  }

  @Test func `persons are the union of subject and target`() {
    #expect(attack(target: "t").persons == ["s", "t"])
    #expect(attack(target: "s").persons == ["s"])
    #expect(Presentation(id: "", media: "", presentationClass: .bonaFide).persons == [])
  }
}
