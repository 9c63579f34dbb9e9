// SPDX-License-Identifier: GPL-3.0-or-later
// NLM's LHC-Forms in a headless browser: a form to load, to answer as a person does and to look at.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const { createRequire } = require('module');

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const TYPES = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };
const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Lumbar in LHC-Forms</title><link rel="stylesheet" href="/webcomponent/styles.css"></head>
  <body>
    <div id="form"></div>
    <script src="/webcomponent/assets/lib/zone.min.js"></script>
    <script src="/webcomponent/lhc-forms.js"></script>
    <script src="/fhir/R4/lformsFHIR.min.js"></script>
  </body>
</html>`;

/** Serves the page and what is in a folder, to this machine only. */
function serve(folder) {
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(request.url.split('?')[0]);
    const file = path.join(folder, name);
    if (name === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(PAGE);
    } else if (file.startsWith(folder + path.sep) && fs.existsSync(file) && fs.statSync(file).isFile()) {
      response.setHeader('content-type', TYPES[path.extname(file)] || 'application/octet-stream');
      fs.createReadStream(file).pipe(response);
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', () => resolve(server)));
}

/** What stands in the form, asked of the form inside the page. */
function lookInside() {
  const form = LForms.Util._getFormObjectInScope(document.getElementById('form'));
  const plain = value => value === null || typeof value !== 'object' ? value : value.code !== undefined ? value.code : value.text;
  const list = value => value === null || value === undefined ? [] : Array.isArray(value) ? value.map(plain) : [plain(value)];
  return form.itemList.map(item => {
    const element = document.getElementById('item-' + item._elementId);
    return {
      linkId: item.linkId,
      place: item._elementId,
      kind: item.dataType,
      shown: element !== null && element.getClientRects().length > 0,
      value: list(item.value),
      options: (item.answers || []).map(option => ({ code: option.code, system: option.system, text: option.text })),
    };
  });
}

class Form {
  /** Opens a browser on the lforms that is installed in a folder. */
  static async open(folder) {
    const self = new Form();
    const from = createRequire(path.join(folder, 'package.json'));
    const { chromium } = from('playwright-core');
    const program = process.env.CHROMIUM || BROWSERS.find(file => fs.existsSync(file));
    if (program === undefined)
      throw new Error('there is no chromium; install it, or set CHROMIUM to one');
    self.server = await serve(path.join(path.dirname(from.resolve('lforms/package.json')), 'dist', 'lforms'));
    self.browser = await chromium.launch({
      executablePath: program, args: process.getuid() === 0 ? ['--no-sandbox'] : [],
    });
    self.page = await self.browser.newPage({ viewport: { width: 1100, height: 900 } });
    self.trouble = [];
    self.page.on('pageerror', error => self.trouble.push(String(error.message || error)));
    const address = 'http://127.0.0.1:' + self.server.address().port + '/';
    // Nothing from outside is fetched.
    await self.page.route(url => !url.href.startsWith(address), route => route.abort());
    await self.page.goto(address);
    await self.page.waitForFunction(() => window.LForms && LForms.FHIR && customElements.get('wc-lhc-form'));
    return self;
  }

  async close() {
    await this.browser.close();
    this.server.close();
  }

  async load(questionnaire, response) {
    await this.page.evaluate(async ([questionnaire, response]) => {
      let form = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
      if (response !== null)
        form = LForms.Util.mergeFHIRDataIntoLForms(response, form, 'R4');
      document.getElementById('form').innerHTML = '';
      await LForms.Util.addFormToPage(form, 'form', { fhirVersion: 'R4' });
    }, [questionnaire, response]);
  }

  look() {
    return this.page.evaluate(lookInside);
  }

  /** The answers as the form would hand them over. */
  getResponse() {
    return this.page.evaluate(
      () => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', document.getElementById('form')));
  }

  /** Two frames and the form's own pause before it computes. */
  async rest() {
    await this.page.waitForTimeout(120);
    await this.page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  locate(id) {
    return this.page.locator('[id=' + JSON.stringify(id) + ']').first();
  }

  /** Answers an item with the mouse and the keyboard; picked options are taken back first. */
  async answer(linkId, values) {
    const item = (await this.look()).find(item => item.linkId === linkId && item.shown);
    if (item === undefined)
      throw new Error(linkId + ' is not on the page');
    if (item.kind === 'BL')
      await this.locate(item.place + '|' + values[0]).click();
    else if (item.options.length > 0)
      await this.pick(item, values);
    else {
      const isDate = item.kind === 'DT';
      const box = isDate ? this.locate(item.place).locator('input') : this.locate(item.place);
      await box.click();
      await box.fill(isDate ? values[0].replace(/(.*)-(.*)-(.*)/, '$2/$3/$1') : String(values[0]));
      await box.press(isDate ? 'Enter' : 'Tab');
    }
  }

  async pick(item, values) {
    // An option that is picked stays so when it is pressed again, where only one can be.
    const press = item.value.filter(code => !values.includes(code)).concat(values.filter(code => !item.value.includes(code)));
    for (const code of press) {
      const option = item.options.find(option => option.code === code);
      const place = this.locate(item.place + '|' + option.system + '|' + code);
      if (values.includes(code) || await place.getAttribute('type') === 'checkbox' || item.value.length > 1)
        await place.click();
    }
  }
}

module.exports = { Form };
