import { overviewStories } from '../../dev/health/overviewStories';
import { OverviewStoryView } from '../../dev/health/OverviewStoryView';
import { describeStories } from '../testUtils/describeStories';

describeStories(overviewStories, story => [
  ['page', <OverviewStoryView story={story} />, story.says],
]);
