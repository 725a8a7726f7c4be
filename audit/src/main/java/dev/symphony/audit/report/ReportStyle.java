package dev.symphony.audit.report;

/** How the page looks, on a screen and on paper. */
final class ReportStyle {
  static final String CSS =
      """
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
      main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
      h1 { font-size: 1.8rem; margin: 0 0 .3rem; }
      h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid #ccc; }
      h3 { font-size: 1.05rem; margin: 1.4rem 0 .2rem; }
      h4 { font-size: .9rem; margin: .7rem 0 .1rem; color: #444; }
      ul { margin: .2rem 0 .6rem; padding-left: 1.3rem; }
      .meta, .none { color: #555; font-size: .9rem; margin: .2rem 0; overflow-wrap: anywhere; }
      .verdicts { list-style: none; padding: 0; }
      .verdicts li { padding: .5rem .8rem; margin: .3rem 0; border-left: .4rem solid; }
      .good { border-color: #1a7f37; background: #eaf6ed; }
      .good::before { content: "\\2713\\00a0"; }
      .bad { border-color: #b3261e; background: #fceceb; }
      .bad::before { content: "\\2717\\00a0"; }
      table { border-collapse: collapse; width: 100%; font-size: .88rem; }
      th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #ddd;
        overflow-wrap: anywhere; }
      pre { background: #f4f4f4; padding: .6rem; overflow-x: auto; font-size: .8rem; }
      dt { font-weight: 600; }
      dd { margin: 0 0 .5rem 1rem; }
      @media print { main { max-width: none; padding: 0; } }
      @media (prefers-color-scheme: dark) {
        body { color: #e6e6e6; background: #161616; }
        .good { background: #12351d; } .bad { background: #45150f; }
        .meta, .none, h4 { color: #aaa; } pre { background: #222; } th, td { border-color: #444; }
      }
      </style>
      """;

  private ReportStyle() {}
}
