import Testing

@testable import Runs

struct PresentationQueueTests {
  private func taken(_ queue: PresentationQueue) -> [Int] {
    var positions: [Int] = []
    while let position = queue.take() { positions.append(position) }
    return positions
  }

  @Test func `hands out every position once`() {
    #expect(taken(PresentationQueue(count: 5)) == [0, 1, 2, 3, 4])
    for count in [0, 1, 2, 100] {
      let shuffled = taken(PresentationQueue(count: count, shuffledBy: 7))
      #expect(shuffled.sorted() == Array(0..<count))
    }
  }

  @Test func `shuffles by the seed`() {
    let first = taken(PresentationQueue(count: 100, shuffledBy: 1))
    #expect(first != Array(0..<100))
    #expect(first == taken(PresentationQueue(count: 100, shuffledBy: 1)))
    #expect(first != taken(PresentationQueue(count: 100, shuffledBy: 2)))
  }
}
